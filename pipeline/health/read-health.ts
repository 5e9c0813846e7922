import { readDocument } from '../../contracts/artefacts/document.ts';
import type { HealthReport } from '../../contracts/artefacts/health-report.ts';
import { planKeysDocument } from '../../contracts/artefacts/plan.ts';
import { stageRecordDocument } from '../../contracts/artefacts/stage-record.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readIndex } from '../published/read-index.ts';

/**
 * The health of a run, or of the published run that looks from the latest day and has been measured.
 * @throws HoldfastError where it was not measured
 */
export async function readHealth(store: ObjectStore, run?: string): Promise<HealthReport> {
  const runs = run === undefined ? (await readIndex(store)).index.runs.map((one) => one.run) : [run];
  for (const one of runs.reverse()) {
    const report = await healthOf(store, one);
    if (report !== null) return report;
  }
  throw new HoldfastError(
    `Health was not measured${run === undefined ? '' : ` for run ${run}`} in ${store.locate('runs/')}: \`holdfast run\` does it after scoring.`,
  );
}

/** Runs that differ in their lists alone share what was measured of their scores. */
async function healthOf(store: ObjectStore, run: string): Promise<HealthReport | null> {
  const key = (await readDocument(store, planKeysDocument, keys.plan(run)))?.value.keys.health;
  if (key === undefined) return null;
  const record = await readDocument(store, stageRecordDocument('health'), keys.stageRecord(key, 'health'));
  return record && { ...record.value.result, run };
}
