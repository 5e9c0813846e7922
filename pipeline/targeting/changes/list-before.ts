import { readDocument } from '../../../contracts/artefacts/document.ts';
import { earlierListDocument } from '../../../contracts/artefacts/list-manifest.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { readIndex } from '../../published/read-index.ts';
import { identifier, literal } from '../../sql/sql-text.ts';
import { parquetColumns, readParquet } from '../../tables/parquet.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import { readListedFile } from '../list-manifest.ts';
import type { Standing } from '../rank.ts';

/** The list that a new one is compared with. */
export interface ListBefore {
  readonly asOf: string;
  /** Its customers to contact, by id. */
  readonly listed: ReadonlyMap<string, ListedBefore>;
  /** Why it left customers alone, by id. */
  readonly leftAlone: ReadonlyMap<string, { readonly rule: string; readonly explanation: string }>;
  /** Whom it wanted to win back. */
  readonly gone: ReadonlySet<string>;
  /** Where those who were listed stand now; whoever is not there is scored no longer. */
  readonly standings: ReadonlyMap<string, StandingNow>;
}

export interface ListedBefore {
  readonly campaign: string;
  readonly rank: number;
  readonly play: string | null;
  readonly name: string | null;
  readonly explored: boolean;
}

export interface StandingNow {
  readonly standing: Standing;
  readonly priority: number;
}

export interface ListBeforeRequest {
  readonly asOf: string;
  /** Days that the list before is older, at the least. */
  readonly days: number;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  /** Key prefix for a file while it is read; nothing stays there. */
  readonly prefix: string;
}

/**
 * The last list published for an earlier date, and where its customers stand now; null where there is none.
 * @throws HoldfastError where it is replaced while it is read
 */
export async function readListBefore(
  warehouse: Warehouse,
  store: ObjectStore,
  { asOf, days, ranked, prefix }: ListBeforeRequest,
): Promise<ListBefore | null> {
  const found = await findBefore(store, addDays(asOf, -days));
  if (found === null) return null;
  const bytes = await readListedFile(store, found.table);
  const there = parquetColumns(bytes);
  if (columns.some((column) => !there.includes(column))) return null; // an older version's
  const rows = await readParquet(bytes, columns);
  await warehouse.attach('lists_before', keys.listTable(found.asOf));
  const select = `select r.customer_id, r.standing, r.priority from ${identifier(ranked)} r
    join (select customer_id from lists_before where list = 'at-risk' and run = ${literal(found.run)}) b
      on b.customer_id = r.customer_id`;
  const standing = await unloadRows(warehouse, store, { select, prefix, orderBy: ['customer_id'] });
  await readListedFile(store, found.table); // what was joined is what was read
  return { asOf: found.asOf, ...partsOf(rows), standings: new Map(standing.map(standingNow)) };
}

const columns = [
  'list',
  'customer_id',
  'campaign',
  'rank',
  'play',
  'name',
  'explored',
  'rule',
  'explanation',
];

interface Found {
  readonly asOf: string;
  readonly run: string;
  readonly table: { readonly key: string; readonly sha256: string };
}

/** Lists that are being replaced, or were made before there was a table of all of them, are passed over. */
async function findBefore(store: ObjectStore, until: string): Promise<Found | null> {
  const { index } = await readIndex(store);
  const dates = new Set([...index.runs.map(({ asOf }) => asOf), ...index.pending]);
  for (const asOf of [...dates]
    .filter((date) => date <= until)
    .sort()
    .reverse()) {
    const manifest = (await readDocument(store, earlierListDocument, keys.listManifest(asOf)))?.value;
    const table = manifest?.files.find(({ key }) => key.startsWith(keys.listTable(asOf)));
    if (manifest?.state === 'complete' && table !== undefined) return { asOf, run: manifest.run, table };
  }
  return null;
}

function partsOf(rows: readonly Row[]): Pick<ListBefore, 'listed' | 'leftAlone' | 'gone'> {
  const of = (list: string) => rows.filter((row) => row.list === list);
  const listed = of('at-risk').map((row) => [idOf(row), listedBefore(row)] as const);
  const left = of('suppressed').map(
    (row) => [idOf(row), { rule: String(row.rule), explanation: String(row.explanation) }] as const,
  );
  return {
    listed: new Map(listed),
    leftAlone: new Map(left),
    gone: new Set([...of('win-back'), ...of('win-back-suppressed')].map(idOf)),
  };
}

const idOf = (row: Row): string => String(row.customer_id);

const listedBefore = (row: Row): ListedBefore => ({
  campaign: String(row.campaign),
  rank: Number(row.rank),
  play: row.play as string | null,
  name: row.name as string | null,
  explored: row.explored === true,
});

const standingNow = (row: Row): [string, StandingNow] => [
  idOf(row),
  { standing: row.standing as Standing, priority: Number(row.priority) },
];
