import { readDocument } from '../../contracts/artefacts/document.ts';
import type { EarlierRun } from '../../contracts/artefacts/health-report.ts';
import { listManifestDocument } from '../../contracts/artefacts/list-manifest.ts';
import { type RunManifest, runManifestDocument } from '../../contracts/artefacts/run-manifest.ts';
import { stageRecordDocuments } from '../../contracts/artefacts/stage-record.ts';
import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** Outcomes that are looked at on one night, and the days between their as-of dates. */
const mostRuns = 4;
const everyDays = 7;

/**
 * Runs whose churn horizon has passed by a later as-of date, latest first: one a date, a week apart, and the latest whose
 * value has matured too. A run that asked for another churn, value, currency or day is left out, as its scores meant
 * something else, and so is one whose scores have been removed.
 */
export async function maturedRuns(store: ObjectStore, config: Config, asOf: string): Promise<EarlierRun[]> {
  const complete = await completeRuns(store);
  const alike = complete.filter((one) => meaningOf(one.config) === meaningOf(config));
  const past = alike.filter((one) => addDays(one.asOf, settledDays(config)) <= asOf);
  const runs: EarlierRun[] = [];
  for (const date of [...new Set(past.map((one) => one.asOf))].sort().reverse()) {
    const found = await describe(store, await oneOf(store, date, past), asOf, config.churn.lagDays);
    if (found === null) continue;
    const before = runs.at(-1);
    const weekly = runs.length < mostRuns && (!before || daysBetween(date, before.asOf) >= everyDays);
    if (weekly || (found.maturedValue && !runs.some(({ maturedValue }) => maturedValue))) runs.push(found);
    if (runs.length >= mostRuns && runs.some(({ maturedValue }) => maturedValue)) break;
  }
  return runs;
}

/** Days after an as-of date until its churn is settled and has arrived. */
const settledDays = ({ churn }: Config): number =>
  churn.horizonDays + churn.lagDays + (churn.kind === 'contractual' ? churn.graceDays : 0);

/** What a config takes churn and value for. */
const meaningOf = ({ churn, clv, business }: RunManifest['config']): string =>
  JSON.stringify([
    [churn.kind, churn.by, churn.horizonDays, churn.lookbackDays, churn.graceDays],
    [clv.discountRate, business.currency, business.timeZone],
  ]);

async function completeRuns(store: ObjectStore): Promise<RunManifest[]> {
  const found = await store.list('runs/');
  const manifests = found.filter(({ key }) => /^runs\/[^/]+\/manifest\.json$/.test(key));
  const runs: RunManifest[] = [];
  for (const { key } of manifests) {
    const manifest = await readDocument(store, runManifestDocument, key);
    if (manifest !== null) runs.push(manifest.value);
  }
  return runs;
}

/** The run of a date whose lists were published last; where that is none of them, the last by id. */
async function oneOf(store: ObjectStore, asOf: string, runs: readonly RunManifest[]): Promise<RunManifest> {
  const own = runs.filter((one) => one.asOf === asOf).sort((a, b) => (a.run < b.run ? -1 : 1));
  const published = await readDocument(store, listManifestDocument, keys.listManifest(asOf));
  return own.find(({ run }) => run === published?.value.run) ?? own.at(-1)!;
}

async function describe(
  store: ObjectStore,
  { run, asOf }: RunManifest,
  until: string,
  lagDays: number,
): Promise<EarlierRun | null> {
  const scored = await readDocument(store, stageRecordDocuments.score, keys.stageRecord(run, 'score'));
  const built = await readDocument(store, stageRecordDocuments.features, keys.stageRecord(run, 'features'));
  const scores = await store.list(keys.scores(run));
  if (scored === null || built === null || scores.length === 0) return null;
  const { observedDays } = built.value.result.schedule;
  return {
    run,
    asOf,
    model: scored.value.result.model,
    observedDays,
    maturedValue: addDays(asOf, observedDays + lagDays) <= until,
  };
}
