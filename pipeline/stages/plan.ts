import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { planDocument, type Run, type RunParts } from '../../contracts/artefacts/plan.ts';
import { dayOf } from '../../contracts/business-day.ts';
import { followsData } from '../../contracts/config/business.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { DeadlineEvent } from '../../contracts/events.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readChampion } from '../registry/registry.ts';
import { nameRun } from './run.ts';

/**
 * The config of a run that looks from a day. Data arrive by the day: where that is after `business.dataUntil`, or the
 * config follows the data, they are taken to be complete until that day.
 */
export function configAt(config: Config, asOf: string): Config {
  const { business } = config;
  const reaches = business.dataUntil !== followsData && asOf <= business.dataUntil;
  return reaches ? config : { ...config, business: { ...business, dataUntil: asOf } };
}

/** The as-of date that an event asks for: its own, else the business's day at the scheduled instant. */
export const asOfDate = ({ asOf, scheduledAt }: DeadlineEvent, { business }: Config): string =>
  asOf ?? dayOf(new Date(scheduledAt), business.timeZone);

/** Names a run and writes what it will do, so that each stage can be started knowing the run's id alone. */
export async function planRun(store: ObjectStore, wanted: Omit<RunParts, 'champion'>): Promise<Run> {
  const run = nameRun(wanted, await readChampion(store));
  await writePlan(store, run);
  return run;
}

/** Of runs that differ in nothing that a stage reads, the last one's plan stands. */
export async function writePlan(store: ObjectStore, run: Run): Promise<void> {
  await writeDocument(store, planDocument, keys.plan(run.id), run);
}

/**
 * The run as it was planned.
 * @param code version of each stage's code
 * @throws HoldfastError where it was not planned, or by other code than this: its stages would not fit together
 */
export async function readPlan(store: ObjectStore, id: string, code: Run['code']): Promise<Run> {
  const key = keys.plan(id);
  const run = (await readDocument(store, planDocument, key))?.value;
  if (run === undefined)
    throw new HoldfastError(`Run ${id} was not planned: ${store.locate(key)} is missing`);
  const other = Object.keys(code).filter((stage) => run.code[stage] !== code[stage]);
  if (other.length === 0) return run;
  throw new HoldfastError(
    `Run ${id} was planned by other code of ${other.join(', ')} than this: a deployment came in between. Start the run again.`,
  );
}
