import { readDocument } from '../../contracts/artefacts/document.ts';
import type { HealthReport } from '../../contracts/artefacts/health-report.ts';
import { listManifestDocument } from '../../contracts/artefacts/list-manifest.ts';
import { stageRecordDocuments } from '../../contracts/artefacts/stage-record.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/**
 * The health of a run, or of the run that looks from the latest day; of several, the one whose lists are published.
 * @throws HoldfastError where it was not measured
 */
export async function readHealth(store: ObjectStore, run?: string): Promise<HealthReport> {
  if (run !== undefined) return (await read(store, keys.stageRecord(run, 'health'))) ?? refuse(store, run);
  const found = await store.list('runs/');
  const reports: HealthReport[] = [];
  for (const { key } of found.filter((object) => /^runs\/[^/]+\/stages\/health\.json$/.test(object.key))) {
    const report = await read(store, key);
    if (report !== null) reports.push(report);
  }
  const asOf = reports
    .map((report) => report.asOf)
    .sort()
    .at(-1);
  if (asOf === undefined) return refuse(store);
  const latest = reports.filter((report) => report.asOf === asOf);
  const listed = (await readDocument(store, listManifestDocument, keys.listManifest(asOf)))?.value.run;
  return latest.find((report) => report.run === listed) ?? latest.at(-1)!;
}

const read = async (store: ObjectStore, key: string): Promise<HealthReport | null> =>
  (await readDocument(store, stageRecordDocuments.health, key))?.value.result ?? null;

function refuse(store: ObjectStore, run = '…'): never {
  throw new HoldfastError(
    `There is no ${store.locate(keys.stageRecord(run, 'health'))}: health is measured by \`holdfast run\`, after scoring.`,
  );
}
