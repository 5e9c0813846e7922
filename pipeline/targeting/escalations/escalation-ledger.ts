import { flaggedColumns } from '../../../contracts/artefacts/escalation-columns.ts';
import { HoldfastError } from '../../../contracts/errors.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { nextNumber } from '../../tables/next-number.ts';
import { readParquet } from '../../tables/parquet.ts';
import { listParquet } from '../list-files.ts';
import { listTable } from '../list-table.ts';
import type { Flagged } from './escalation.ts';

/** What has been flagged, and the number of the next file. */
export interface FlaggedBefore {
  readonly flagged: readonly Flagged[];
  readonly next: number;
}

/** All that the ledger holds of escalations: numbered files, each what one list flagged. */
export async function readFlagged(store: ObjectStore): Promise<FlaggedBefore> {
  const flagged: Flagged[] = [];
  const files = await store.list(keys.escalations);
  for (const { key } of files) {
    const bytes = await store.get(key);
    if (bytes === null) throw new HoldfastError(`${store.locate(key)} was there a moment ago and is gone`);
    flagged.push(...((await readParquet(bytes)) as unknown as Flagged[]));
  }
  return { flagged, next: nextNumber(files, store) };
}

/** Adds what a list flagged as the ledger's next file; false where another run was first, and nothing is written. */
export const appendFlagged = (
  store: ObjectStore,
  file: number,
  flagged: readonly Flagged[],
): Promise<boolean> =>
  store.put(keys.escalationFile(file), listParquet(listTable('escalations', flaggedColumns, flagged)), {
    ifAbsent: true,
  });
