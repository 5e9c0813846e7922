import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { planDocument, type Run } from '../../contracts/artefacts/plan.ts';
import { dayOf } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { DeadlineEvent } from '../../contracts/events.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { nameRun } from './run.ts';

/**
 * The config of a run that a clock started. Data arrive by the day: where the run looks from a day after
 * `business.dataUntil`, they are taken to be complete until that day.
 */
export function configAt(config: Config, asOf: string): Config {
  const { business } = config;
  return asOf > business.dataUntil ? { ...config, business: { ...business, dataUntil: asOf } } : config;
}

/** The as-of date that an event asks for: its own, else the business's day at the scheduled instant. */
export const asOfDate = ({ asOf, scheduledAt }: DeadlineEvent, { business }: Config): string =>
  asOf ?? dayOf(new Date(scheduledAt), business.timeZone);

/** Names a run and lays down what it will do, so that each stage can be started knowing the run's id alone. */
export async function planRun(store: ObjectStore, parts: Omit<Run, 'id'>): Promise<Run> {
  const run = nameRun(parts);
  await writeDocument(store, planDocument, keys.plan(run.id), run);
  return run;
}

/**
 * The run as it was planned.
 * @throws HoldfastError where it was not planned, or by other code than this: its stages would not fit together
 */
export async function readPlan(store: ObjectStore, id: string, codeVersion: string): Promise<Run> {
  const key = keys.plan(id);
  const run = (await readDocument(store, planDocument, key))?.value;
  if (run === undefined)
    throw new HoldfastError(`Run ${id} was not planned: ${store.locate(key)} is missing`);
  if (run.codeVersion === codeVersion) return run;
  throw new HoldfastError(
    `Run ${id} was planned by code ${run.codeVersion}, but this is ${codeVersion}: a deployment came in between. Start the run again.`,
  );
}
