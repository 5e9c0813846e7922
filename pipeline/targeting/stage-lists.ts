import { sha256, writeDocument } from '../../contracts/artefacts/document.ts';
import {
  type ListManifest,
  listManifestDocument,
  type PublishedFile,
} from '../../contracts/artefacts/list-manifest.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { type ListFile, listFiles, listParquet, queryFile } from './list-files.ts';
import type { Lists } from './make-lists.ts';

export interface StageRequest {
  readonly asOf: string;
  readonly run: string;
  readonly csv: TargetingConfig['csv'];
  /** What the lists take for given, for people: thresholds, priors, horizons, extrapolation. */
  readonly assumptions: ListManifest['assumptions'];
}

/** Where a staged file stands until it is published. */
export const stagedKey = (run: string, name: string): string => keys.stagedLists(run) + name;

export const stagedManifest = 'manifest.json';
export const stagedLedger = 'assignments.parquet';

/**
 * Writes a run's lists, its ledger file and the manifest that names them under the run's own keys, where no reader looks.
 * Again for the same lists it writes the same bytes.
 */
export async function stageLists(
  store: ObjectStore,
  lists: Lists,
  request: StageRequest,
): Promise<ListManifest> {
  const { asOf, run } = request;
  const tables = [lists.atRisk, lists.winBack, lists.suppressed, lists.winBackSuppressed];
  const files = [...tables.flatMap((table) => listFiles(table, request)), queryFile(tables, request)];
  const ledger = {
    name: stagedLedger,
    rows: lists.assignments.rows.length,
    bytes: listParquet(lists.assignments),
  };
  const manifest: ListManifest = {
    state: 'complete',
    asOf,
    run,
    files: files.map((file) => published(file, keys.lists(asOf) + file.name)),
    ledger: published(ledger, keys.assignments(asOf, run)),
    funnel: { ...lists.funnel },
    winBack: { ...lists.winBackCounts },
    holdout: { ...lists.holdout, strata: [...lists.holdout.strata] },
    assumptions: request.assumptions,
    notes: [...lists.notes],
  };
  for (const { name, bytes } of [...files, ledger]) await store.put(stagedKey(run, name), bytes);
  await writeDocument(store, listManifestDocument, stagedKey(run, stagedManifest), manifest);
  return manifest;
}

const published = ({ name, rows, bytes }: ListFile, key: string): PublishedFile => ({
  name,
  key,
  sha256: sha256(bytes),
  rows,
  bytes: bytes.length,
});
