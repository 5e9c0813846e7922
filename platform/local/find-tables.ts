import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ConfigError, DataRefusedError } from '../../pipeline/contracts/errors.ts';

/** A file, or a folder whose files are the parts of one table. */
export interface FoundTable {
  readonly name: string;
  readonly path: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly kind: 'parquet' | 'text';
}

const textEndings = ['.csv', '.tsv', '.txt', '.dat', '.psv'];

/**
 * The tables among the files and folders that a person points at. A folder of Parquet parts is one table; a folder of
 * different files is a table per file; folders inside it are looked into.
 * @throws ConfigError for what is not there or cannot be read, DataRefusedError for an empty file.
 */
export async function findTables(paths: readonly string[]): Promise<FoundTable[]> {
  const found: Omit<FoundTable, 'name'>[] = [];
  for (const path of paths) found.push(...(await tablesAt(resolve(path), true)));
  if (found.length === 0)
    throw new ConfigError(`${paths.join(', ')}: no CSV, Parquet or fixed-width text in it`);
  return named(found);
}

type Unnamed = Omit<FoundTable, 'name'>;

async function tablesAt(path: string, pointedAt: boolean): Promise<Unnamed[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new ConfigError(`There is no ${path}`);
  if (info.isDirectory()) return folderTables(path);
  const kind = kindOf(path);
  if (kind !== null) return [await table(path, [path], kind)];
  if (pointedAt) throw new ConfigError(refusal(path));
  return [];
}

function refusal(path: string): string {
  return /\.(xlsx?|ods)$/i.test(path)
    ? `${path} is a spreadsheet; save each sheet as CSV`
    : `${path}: its ending names no format known here; point at .csv, .tsv, .txt, .dat (.gz too) or .parquet`;
}

async function folderTables(folder: string): Promise<Unnamed[]> {
  const entries = (await readdir(folder)).filter((name) => !/^[._]/.test(name)).sort();
  const paths = entries.map((name) => join(folder, name));
  const parquet = paths.filter((path) => kindOf(path) === 'parquet');
  const texts = paths.filter((path) => kindOf(path) === 'text');
  const folders = await onlyFolders(paths.filter((path) => kindOf(path) === null));
  const inside: Unnamed[] = [];
  for (const path of folders) inside.push(...(await tablesAt(path, false)));
  return [
    ...(await oneOrEach(folder, parquet, 'parquet', paths.length)),
    ...(await oneOrEach(folder, texts, 'text', paths.length)),
    ...inside,
  ];
}

async function onlyFolders(paths: readonly string[]): Promise<string[]> {
  const infos = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, i) => infos[i]?.isDirectory());
}

/** Files called part-0, part-1… or by date and number alone are one table, where nothing else is in the folder. */
async function oneOrEach(
  folder: string,
  files: readonly string[],
  kind: FoundTable['kind'],
  all: number,
): Promise<Unnamed[]> {
  const stems = new Set(files.map((file) => stem(file).replace(/[\d_.-]|part|[0-9a-f]{8,}/g, '')));
  const csvOnly = kind === 'parquet' || files.every((file) => file.includes('.csv'));
  if (
    files.length > 1 &&
    files.length === all &&
    stems.size === 1 &&
    csvOnly &&
    (await sameHeader(files, kind))
  )
    return [await table(folder, files, kind)];
  return Promise.all(files.map((file) => table(file, [file], kind)));
}

async function sameHeader(files: readonly string[], kind: FoundTable['kind']): Promise<boolean> {
  if (kind === 'parquet' || files.some((file) => file.endsWith('.gz'))) return true;
  const heads = await Promise.all(files.map(async (file) => (await readFile(file)).subarray(0, 4096)));
  return new Set(heads.map((head) => head.toString('latin1').split('\n')[0])).size === 1;
}

async function table(path: string, files: readonly string[], kind: FoundTable['kind']): Promise<Unnamed> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const empty = sizes.indexOf(0);
  if (empty >= 0) throw new DataRefusedError(`The file ${files[empty]} is empty`);
  return { path, files, kind, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function kindOf(path: string): FoundTable['kind'] | null {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.parquet')) return 'parquet';
  return textEndings.includes(extname(name)) ? 'text' : null;
}

const stem = (path: string): string =>
  basename(path)
    .toLowerCase()
    .replace(/\.(csv|tsv|txt|dat|psv|parquet|gz)/g, '');

/** Names fit for the config: lower-case letters, digits and _, each once, and none that SQL keeps for itself. */
function named(tables: readonly Unnamed[]): FoundTable[] {
  const taken = new Set<string>();
  return tables.map((found) => {
    const plain = stem(found.path)
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const base = /^[a-z]/.test(plain) ? `${plain}_${endingOf(plain)}`.replace(/_$/, '') : `file_${plain}`;
    let name = base;
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
    taken.add(name);
    return { ...found, name };
  });
}

/** The pipeline's own tables bear the names of the sources; an input must not. */
const endingOf = (name: string): string =>
  /^(customers|orders|events|tickets|surveys|touches|subscriptions|identities|order|table|user|values|group)$/.test(
    name,
  )
    ? 'file'
    : '';
