import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { Unreadable } from '../../contracts/profile.ts';
import { isHidden } from '../data-files.ts';
import { lineAfter } from './first-line.ts';
import { oneTableOfJson } from './json-folder.ts';
import { layoutOf } from './json-layouts.ts';
import { tablesOfJson } from './json-tables.ts';
import { inZip, membersOf } from './open-text.ts';
import { tablesOfWorkbook } from './workbook.ts';

/** A file, or a folder whose files are the parts of one table. */
export interface FoundTable {
  readonly name: string;
  readonly path: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly kind: 'parquet' | 'text' | 'json' | 'excel';
  /** One of several sheets of a workbook or keys of a JSON object, or of several files in a zip. */
  readonly sheet?: string;
  readonly member?: string;
  /** A list within each of its JSON objects, whose elements are the rows. */
  readonly unnest?: string;
  /** The person named it, or it only lies in a folder that they named. */
  readonly pointedAt: boolean;
}

export interface FoundTables {
  readonly tables: readonly FoundTable[];
  /** Empty files of folders, and why they are passed over. */
  readonly unreadable: readonly Unreadable[];
}

const textEndings = ['.csv', '.tsv', '.txt', '.dat', '.psv'];
const jsonEndings = ['.json', '.jsonl', '.ndjson'];

/**
 * The tables among the files and folders that a person points at. A folder of Parquet parts is one table; a folder of
 * different files is a table per file; folders inside it are looked into.
 * @throws ConfigError for what is not there or cannot be read, DataRefusedError for an empty file.
 */
export async function findTables(paths: readonly string[]): Promise<FoundTables> {
  const found: Unnamed[] = [];
  const odd: Unreadable[] = [];
  for (const path of paths) {
    const tables = await tablesAt(resolve(path), true).catch((error) =>
      passOver(path, error, paths.length > 1),
    );
    if ('why' in tables) odd.push(tables);
    else found.push(...tables);
  }
  if (found.length > mostTables)
    throw new ConfigError(
      `${paths.join(', ')}: ${found.length} tables are too many to look at; point at those that hold customers, orders and the like`,
    );
  const once = found.filter((one, i) => found.findIndex((other) => isSame(one, other)) === i);
  const empty = once.filter(({ bytes }) => bytes === 0);
  const named = empty.find(({ pointedAt }) => pointedAt);
  if (named) throw new DataRefusedError(`The file ${named.path} is empty`);
  if (once.length === 0)
    throw new ConfigError(`${paths.join(', ')}: no CSV, Parquet, JSON, workbook or fixed-width text in it`);
  return {
    tables: withNames(once.filter(({ bytes }) => bytes > 0)),
    unreadable: [...odd, ...empty.map(({ path }) => ({ path, why: 'it is empty' }))],
  };
}

const isSame = (a: Unnamed, b: Unnamed): boolean =>
  a.path === b.path && a.sheet === b.sheet && a.member === b.member;

/** Of several files, one that is no table is named and left out. */
function passOver(path: string, error: unknown, others: boolean): Unreadable {
  if (!others || !(error instanceof OddEndingError)) throw error;
  return { path, why: 'its ending names no format known here' };
}

/** Nobody's business has more; files of one table in a folder count as one. */
const mostTables = 200;

class OddEndingError extends ConfigError {}

type Unnamed = Omit<FoundTable, 'name'>;

async function tablesAt(path: string, pointedAt: boolean): Promise<Unnamed[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new ConfigError(`There is no ${path}`);
  if (info.isDirectory()) return folderTables(path);
  const kind = kindOf(path);
  if (kind !== null) return (await tablesIn(path, kind)).map((one) => ({ ...one, pointedAt }));
  if (pointedAt) throw new OddEndingError(refusal(path));
  return [];
}

function refusal(path: string): string {
  if (/\.(sql|dump|bak|db|db3|sqlite3?|mdb|accdb)(\.gz)?$/i.test(path))
    return `${path} is a database or a dump of one, which its own program reads: write each of its tables as CSV or Parquet, and point at those`;
  return /\.(xls|xlsb|ods|numbers)$/i.test(path)
    ? `${path} is a spreadsheet of a kind that is not read; save it as .xlsx or CSV`
    : `${path}: its ending names no format known here; point at .csv, .tsv, .txt, .dat, .json, .jsonl, .xlsx (.gz, .bz2, .zst and .zip too) or .parquet`;
}

async function folderTables(folder: string): Promise<Unnamed[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const shown = entries
    .filter(({ name }) => !isHidden(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({ path: join(folder, entry.name), isFolder: entry.isDirectory() }));
  const folders = shown.filter(({ isFolder }) => isFolder).map(({ path }) => path);
  const files = shown.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
  if (files.length === 0 && folders.every(isPartition)) return partitioned(folder);
  const inside: Unnamed[] = [];
  for (const path of folders) inside.push(...(await folderTables(path)));
  const parquet = files.filter((path) => kindOf(path) === 'parquet');
  const texts = files.filter((path) => kindOf(path) === 'text');
  const others = await Promise.all(
    files.flatMap((path) => {
      const kind = kindOf(path);
      return kind === 'excel' ? [tablesIn(path, kind)] : [];
    }),
  );
  const alone = folders.length === 0 && (parquet.length === 0 || texts.length === 0);
  return [
    ...(await oneOrEach(folder, parquet, 'parquet', alone)),
    ...(await oneOrEach(folder, texts, 'text', alone)),
    ...(await oneJsonOrEach(
      folder,
      files.filter((path) => kindOf(path) === 'json'),
      folders.length === 0,
    )),
    ...others.flat(),
    ...inside,
  ];
}

/** A folder of a partitioned table says `column=value`. */
const isPartition = (path: string): boolean => /^[^=]+=[^=]*$/.test(basename(path));

async function partitioned(folder: string): Promise<Unnamed[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => kindOf(name) === 'parquet').sort();
  if (files.length === 0) return [];
  return [
    await table(
      folder,
      files.map((name) => join(folder, name)),
      'parquet',
    ),
  ];
}

/** So many files with the same header are no different tables, whatever they are called. */
const manyFiles = 12;

/**
 * Files called part-0, part-1… or by date and number alone are one table, where nothing else is in the folder; so are many
 * with the same header, by branch and day say.
 */
async function oneOrEach(
  folder: string,
  files: readonly string[],
  kind: FoundTable['kind'],
  alone: boolean,
): Promise<Unnamed[]> {
  const stems = new Set(files.map((file) => ownName(file)));
  const parts = stems.size === 1 && (files.length > 1 || stems.has(''));
  const csvOnly = kind === 'parquet' || files.every((file) => file.includes('.csv'));
  const many = kind === 'text' && files.length >= manyFiles && !parts;
  if (alone && csvOnly && (parts ? await sameHeader(files, kind) : many && (await oneHeader(files))))
    return [await table(folder, files, kind)];
  return (await Promise.all(files.map((file) => tablesIn(file, kind)))).flat();
}

/** JSON files called by number or date alone, or many of them, are one table where they go together. */
async function oneJsonOrEach(folder: string, files: readonly string[], alone: boolean): Promise<Unnamed[]> {
  const isOne = files.length > 1 && (new Set(files.map(ownName)).size === 1 || files.length >= manyFiles);
  const together = alone && isOne ? await oneTableOfJson(files) : null;
  if (together) return [{ ...(await table(folder, files, 'json')), ...together }];
  return (await Promise.all(files.map((file) => tablesIn(file, 'json')))).flat();
}

/** What a file's name says beside numbers, dates, months and identifiers of parts. */
export const ownName = (file: string): string =>
  stem(file)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{20,}/g, '')
    .replace(/\b(part|chunk|snappy|zstd|c\d+)\b/g, '')
    .replace(/\p{L}+/gu, (word) => (months.has(word.normalize()) ? '' : word))
    .replace(/[\d_.\s-]/g, '');

/** Months as people name files by them, in full and shortened. */
const months: ReadonlySet<string> = new Set(
  ['en', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'ro', 'ru', 'nl'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const { format } = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, i) =>
        format(Date.UTC(2001, i)).toLowerCase().replace(/\.$/, '').normalize(),
      );
    }),
  ),
);

/** Headers of one table whose columns have come and gone: plain names, most of them the same. */
function goWith(first: string, other: string): boolean {
  const [own, names] = [first, other].map((head) => head.split(/[,;\t|]/));
  if (!own || !names || [...own, ...names].some((name) => !/^"?[^\s"](.*[^\s"])?"?$/.test(name)))
    return false;
  const shared = names.filter((name) => own.includes(name)).length;
  return 2 * shared > Math.max(own.length, names.length);
}

async function oneHeader(files: readonly string[]): Promise<boolean> {
  const heads = await Promise.all(files.map((file) => lineAfter(file, 0, 'latin-1')));
  // without a header the first lines are rows, and differ
  return new Set(heads).size === 1;
}

async function sameHeader(files: readonly string[], kind: FoundTable['kind']): Promise<boolean> {
  if (kind === 'parquet') return true;
  const heads = await Promise.all(files.map((file) => lineAfter(file, 0, 'latin-1')));
  return new Set(heads).size === 1 || heads.every((head) => goWith(heads[0] ?? '', head));
}

/** A file is a table, a workbook one for each sheet with rows, a JSON object one for each key of rows, a zip one for each file in it. */
async function tablesIn(path: string, kind: FoundTable['kind']): Promise<Unnamed[]> {
  const one = await table(path, [path], kind);
  if (kind === 'excel') {
    const sheets = one.bytes === 0 ? [] : await tablesOfWorkbook(path).catch(() => []);
    return sheets.length < 2 ? [one] : sheets.map((sheet) => ({ ...one, sheet }));
  }
  if (kind === 'json') {
    const keys = one.bytes === 0 || (await layoutOf(path)) ? [] : await tablesOfJson(path);
    return keys.length === 0 ? [one] : keys.map((sheet) => ({ ...one, sheet }));
  }
  const members = path.toLowerCase().endsWith('.zip') && one.bytes > 0 ? await membersOf(path) : [];
  if (members.length < 2) return [one];
  return members
    .filter((member) => textEndings.includes(extname(member).toLowerCase()))
    .map((member) => ({ ...one, member, files: [inZip(path, member)] }));
}

async function table(path: string, files: readonly string[], kind: FoundTable['kind']): Promise<Unnamed> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const bytes = sizes.includes(0) ? 0 : sizes.reduce((sum, size) => sum + size, 0);
  return { path, files, kind, bytes, pointedAt: false };
}

/** Many systems call a CSV file .xls, so that a spreadsheet opens it. */
function isText(path: string): boolean {
  const head = Buffer.alloc(512);
  const file = openSync(path, 'r');
  try {
    const text = head.subarray(0, readSync(file, head)).toString('latin1');
    return !text.includes('\0') && !text.trimStart().startsWith('<') && /[,;\t|]/.test(text);
  } finally {
    closeSync(file);
  }
}

export function kindOf(path: string): FoundTable['kind'] | null {
  const name = path.toLowerCase().replace(/\.(gz|bz2|zst)$/, '');
  if (name.endsWith('.parquet')) return 'parquet';
  if (/\.xls[xm]$/.test(name)) return 'excel';
  if (jsonEndings.includes(extname(name))) return 'json';
  if (name.endsWith('.xls')) return isText(path) ? 'text' : null;
  return name.endsWith('.zip') || textEndings.includes(extname(name)) ? 'text' : null;
}

const stem = (path: string): string =>
  basename(path)
    .toLowerCase()
    .replace(/\.(csv|tsv|txt|dat|psv|parquet|jsonl?|ndjson|xls[xm]?|zip|gz|bz2|zst)/g, '');

/** Names fit for the config: lower-case letters, digits and _, each once, and none that SQL keeps for itself. */
function withNames(tables: readonly Unnamed[]): FoundTable[] {
  const taken = new Set<string>();
  return tables.map((found) => {
    const plain = plainName(stem(found.sheet ?? found.member ?? found.path));
    const base = /^[a-z]/.test(plain) ? plain : `file_${plain}`.replace(/_$/, '');
    const first = kept.has(base) ? `${base}_file` : base;
    let name = first;
    for (let i = 2; taken.has(name); i++) name = `${first}_${i}`;
    taken.add(name);
    return { ...found, name };
  });
}

export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** The pipeline's own tables bear the names of the sources, and SQL has words of its own; an input has neither. */
const kept = new Set(
  `customers orders events tickets surveys reviews touches subscriptions identities identity_links customer_ids
   all any case cast check create cross default delete drop else end except exists extract false for from full group having
   in inner insert intersect into is join left like limit natural not null offset on or order outer right row rows select
   table then true union unique user using values when where window with`.split(/\s+/),
);
