import { readDocument } from '../../contracts/artefacts/document.ts';
import { ledgerOfListDocument } from '../../contracts/artefacts/list-manifest.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore, StoredObject } from '../../contracts/ports/object-store.ts';
import { parquetColumns, parquetRowCount } from '../tables/parquet.ts';

/**
 * The keys of the ledger's files that are gone: published lists say which they rest on, and numbers run without a gap, since
 * a file is written only behind the last one.
 */
export async function lostDraws(store: ObjectStore): Promise<string[]> {
  const named = await namedByLists(store); // first: whatever a manifest names was in the ledger before it
  return lostOf(named, await store.list(keys.ledger));
}

/**
 * Stops before anybody is drawn where draws made before are not known any more: those they hold out would be contacted.
 * A file from which a person was erased has fewer rows, and is whole.
 * @throws HoldfastError where a file of the ledger is gone, or is not one of draws
 */
export async function refuseLostDraws(store: ObjectStore): Promise<void> {
  const named = await namedByLists(store);
  const there = await store.list(keys.ledger);
  const [lost, ...others] = lostOf(named, there).map((key) => store.locate(key));
  if (lost !== undefined)
    throw new HoldfastError(
      `${lost} is missing${others.length === 0 ? '' : ` (and so are ${others.join(', ')})`}. ${cure}`,
    );
  for (const { key, size } of there)
    if (numberOf(key) > 0 && named.bytes.get(key) !== size && !(await holdsDraws(store, key)))
      throw new HoldfastError(`${store.locate(key)} was changed: it holds no draws. ${cure}`);
}

const cure =
  'It is the record of who was drawn into which arm: without it, customers who are held out would be drawn again and contacted. Restore it from a backup of the folder, or the version before from the bucket, and run again. If it is lost for good, campaigns can only begin again elsewhere, with another --out or deployment, where nothing is known of these draws.';

function lostOf(named: Named, there: readonly StoredObject[]): string[] {
  const found = new Set(there.map(({ key }) => key));
  const last = Math.max(named.last, ...[...named.bytes.keys(), ...found].map(numberOf));
  return Array.from({ length: last }, (_, i) => keys.arms(i + 1)).filter((key) => !found.has(key));
}

const numberOf = (key: string): number => Number(/\/(\d{8})\.parquet$/.exec(key)?.[1] ?? 0);

/** What published lists say of the ledger. */
interface Named {
  /** Number of the last file that any rests on. */
  readonly last: number;
  /** Sizes of the files that hold their draws, by key. */
  readonly bytes: ReadonlyMap<string, number | undefined>;
}

async function namedByLists(store: ObjectStore): Promise<Named> {
  const manifests = (await store.list('lists/')).filter(({ key }) =>
    /^lists\/as_of=[^/]+\/manifest\.json$/.test(key),
  );
  const read = await Promise.all(manifests.map(({ key }) => readDocument(store, ledgerOfListDocument, key)));
  const lists = read.flatMap((found) => found?.value ?? []);
  return {
    last: Math.max(0, ...lists.map(({ ledgerUpTo }) => ledgerUpTo)),
    bytes: new Map(lists.flatMap(({ ledger }) => ledger.map(({ key, bytes }) => [key, bytes] as const))),
  };
}

/** Columns that a file of draws has had in every version. */
const always = ['customer_id', 'campaign', 'as_of', 'arm_until', 'arm', 'run', 'draw'];

async function holdsDraws(store: ObjectStore, key: string): Promise<boolean> {
  const bytes = await store.get(key);
  if (bytes === null) return false;
  try {
    const columns = parquetColumns(bytes);
    return always.every((column) => columns.includes(column)) && parquetRowCount(bytes) > 0;
  } catch {
    return false; // no Parquet file
  }
}
