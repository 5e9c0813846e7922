import type { EarlierRun } from '../../contracts/artefacts/health-report.ts';
import type { PublishedRun, ScoreMeaning } from '../../contracts/artefacts/published-index.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readIndex } from '../published/read-index.ts';

/** Outcomes that are looked at on one night, and the days between their as-of dates. */
const mostRuns = 4;
const everyDays = 7;

/**
 * Published runs whose churn horizon has passed by a later as-of date, latest first: a week apart, and the latest whose
 * value has matured too. A run that asked for another churn, value, currency or day is left out, as its scores meant
 * something else, and so is one whose scores have been removed.
 */
export async function maturedRuns(store: ObjectStore, config: Config, asOf: string): Promise<EarlierRun[]> {
  const { index } = await readIndex(store);
  const alike = index.runs.filter((one) => meaningOf(one.meaning) === meaningOf(config));
  const past = alike.filter((one) => addDays(one.asOf, settledDays(config)) <= asOf);
  const runs: EarlierRun[] = [];
  for (const one of past.reverse()) {
    const found = earlierRun(one, asOf, config.churn.lagDays);
    const before = runs.at(-1);
    const weekly = runs.length < mostRuns && (!before || daysBetween(one.asOf, before.asOf) >= everyDays);
    const wanted = weekly || (found.maturedValue && !runs.some(({ maturedValue }) => maturedValue));
    if (wanted && (await store.list(one.scores)).length > 0) runs.push(found);
    if (runs.length >= mostRuns && runs.some(({ maturedValue }) => maturedValue)) break;
  }
  return runs;
}

/** Days after an as-of date until its churn is settled and has arrived. */
const settledDays = ({ churn }: Config): number =>
  churn.horizonDays + churn.lagDays + (churn.kind === 'contractual' ? churn.graceDays : 0);

/** What a config takes churn and value for. */
const meaningOf = ({ churn, clv, business }: ScoreMeaning): string =>
  JSON.stringify([
    [churn.kind, churn.by, churn.horizonDays, churn.lookbackDays, churn.graceDays],
    [clv.discountRate, business.currency, business.timeZone],
  ]);

const earlierRun = (
  { run, asOf, scores, model, observedDays }: PublishedRun,
  until: string,
  lagDays: number,
): EarlierRun => ({
  run,
  asOf,
  scores,
  model,
  observedDays,
  maturedValue: addDays(asOf, observedDays + lagDays) <= until,
});
