import { readDocument } from '../../contracts/artefacts/document.ts';
import { earlierListDocument } from '../../contracts/artefacts/list-manifest.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { parquetColumns, readParquet } from '../tables/parquet.ts';
import { readListedFile } from './list-manifest.ts';

/**
 * Some columns of those whom the list published for a date is to contact; null where it is being replaced. Nobody where there is
 * none, or an older version's that lacks one of the columns.
 * @throws HoldfastError where a list is replaced while it is read
 */
export async function readListedContacts(
  store: ObjectStore,
  asOf: string,
  columns: readonly string[],
): Promise<Row[] | null> {
  const manifest = (await readDocument(store, earlierListDocument, keys.listManifest(asOf)))?.value;
  if (manifest !== undefined && manifest.state !== 'complete') return null;
  const file = manifest?.files.find(({ key }) => key === `${keys.lists(asOf)}at-risk.parquet`);
  if (file === undefined) return [];
  const bytes = await readListedFile(store, file); // not the table of all lists, which holds everybody who is left alone
  const there = parquetColumns(bytes);
  return columns.every((column) => there.includes(column)) ? readParquet(bytes, columns) : [];
}
