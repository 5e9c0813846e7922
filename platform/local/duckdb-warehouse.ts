import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row, Scalar, UnloadedFile, UnloadOptions, Warehouse } from '../../contracts/ports/warehouse.ts';
import { isDiskFull } from './disk-full.ts';
import { engineMemory } from './engine-memory.ts';
import { draftPath } from './folder-store.ts';
import { requireInputsOnly } from './inputs-only.ts';
import { attachRawInput } from './raw-input.ts';
import { quoteName, quoteText } from './raw-reader.ts';
import { trinoMacros } from './trino-macros.ts';

export interface DuckdbOptions {
  /** Root of the folder store that `attach` and `unload` work in. */
  readonly root: string;
  readonly store: ObjectStore;
  /** Threads of the engine; the result does not depend on it. Default: DuckDB's own choice. */
  readonly threads?: number;
  /** Memory limit such as `800MB`, by the machine's where left out; beyond it DuckDB spills to the folder of unfinished files. */
  readonly memory?: string;
}

/** A multiple of the engine's vectors (2,048): with any other, how a sort hands out its chunks shows in the bytes. */
const rowsPerGroup = 122_880;

/** Rows that are numbered are made so many at a time: wide ones, of a hundred columns, take some 150 MB so. */
const rowsAtOnce = rowsPerGroup / 4;

/** A Warehouse on the embedded engine. Tables live in memory (and spill); artefacts are Parquet files of the store. */
export async function openDuckdbWarehouse(options: DuckdbOptions): Promise<Warehouse> {
  const spill = `${draftPath(options.root)}-spill`;
  await mkdir(dirname(spill), { recursive: true }); // DuckDB makes the folder itself, but not the one above it
  const instance = await DuckDBInstance.create(':memory:', settings(options, spill));
  const connection = await instance.connect();
  for (const statement of ["set TimeZone = 'UTC'", 'set integer_division = true', ...trinoMacros]) {
    await connection.run(statement);
  }
  return warehouseOn(connection, options, async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(spill, { recursive: true, force: true });
  });
}

function settings(options: DuckdbOptions, spill: string): Record<string, string> {
  return {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: spill,
    memory_limit: limitOf(options),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  };
}

const limitOf = ({ memory }: DuckdbOptions): string => memory ?? engineMemory();

function warehouseOn(
  connection: DuckDBConnection,
  options: DuckdbOptions,
  close: () => Promise<void>,
): Warehouse {
  const inputs = new Set<string>();
  let sealed = false;
  /** What a config says in SQL runs once all is sealed. */
  const judged = async (select: string) => {
    if (sealed) await requireInputsOnly(connection, select);
    return select;
  };
  const runAny = async (sql: string) => {
    await connection.run(sql).catch((cause) => explain(cause, sql));
  };
  const run = async (sql: string) => {
    await requireOne(connection, sql);
    await runAny(sql);
  };
  const rows = async (sql: string): Promise<Row[]> => {
    await requireOne(connection, sql);
    const reader = await connection.runAndReadAll(sql).catch((cause) => explain(cause, sql));
    return reader.getRowObjectsJS().map(plainRow);
  };
  const columns = async (table: string) => {
    const select = await judged(`select * from ${table}`);
    return (await rows(`describe ${select}`)).map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type).toLowerCase(),
    }));
  };
  return {
    engine: 'duckdb',
    attachInput: (input) => {
      for (const location of input.locations ?? []) inputs.add(location).add(resolve(location));
      return attachRawInput({ run: runAny, rows }, input);
    },
    seal: async (files = []) => {
      for (const file of files) inputs.add(file).add(resolve(file));
      for (const statement of sealing(options.root, [...inputs])) await runAny(statement);
      sealed = true;
    },
    attach: async (table, prefix) => {
      const files = (await options.store.list(prefix)).filter((file) => file.key.endsWith('.parquet'));
      if (files.length === 0)
        throw new HoldfastError(`No Parquet file under ${options.store.locate(prefix)}`);
      const paths = files.map((file) => quoteText(options.store.locate(file.key)));
      await run(
        `create or replace view ${quoteName(table)} as
         select * from read_parquet([${paths.join(', ')}], hive_partitioning = true, hive_types_autocast = false, union_by_name = true)`,
      );
    },
    create: async (table, select) => {
      await run(`drop view if exists ${quoteName(table)}`).catch(() => undefined);
      await run(`create or replace table ${quoteName(table)} as ${await judged(select)}`);
    },
    drop: async (tables) => {
      for (const table of tables) await run(`drop table ${quoteName(table)}`);
      // the allocator keeps what was freed until the limit is set, be it to what it was; a sealed one cannot be set
      if (!sealed) await run(`set memory_limit = ${quoteText(limitOf(options))}`);
    },
    columns,
    rows: async (select) => rows(await judged(select)),
    unload: async (select, prefix, how) => unload({ run, rows, options }, await judged(select), prefix, how),
    close,
  };
}

/** An expression of the config stands inside a statement of ours; it must not end it and begin one of its own. */
async function requireOne(connection: DuckDBConnection, sql: string): Promise<void> {
  const { count } = await connection.extractStatements(sql).catch((cause) => explain(cause, sql));
  if (count === 1) return;
  throw new HoldfastError(
    `An \`sql\` or \`query\` of the config holds more than one statement; write a single expression or select, without \`;\`\n  in: ${startOf(sql)}`,
  );
}

/** Files outside the store and the inputs, extensions and the settings themselves are out of reach from then on. */
const sealing = (root: string, inputs: readonly string[]): readonly string[] => [
  `set allowed_directories = [${quoteText(`${resolve(root)}/`)}]`,
  `set allowed_paths = [${inputs.map(quoteText).join(', ')}]`,
  'set enable_external_access = false',
  'set lock_configuration = true',
];

interface UnloadContext {
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<Row[]>;
  readonly options: DuckdbOptions;
}

async function unload(
  context: UnloadContext,
  select: string,
  prefix: string,
  how: UnloadOptions,
): Promise<UnloadedFile[]> {
  const order = how.orderBy.map(quoteName).join(', ');
  const { partitionBy } = how;
  if (partitionBy === undefined) {
    const ordered = `select * from (${select}) unloading order by ${order}`;
    return [await copyWhole(context, ordered, `${prefix}part-0.parquet`)];
  }
  if (how.numberedBy !== undefined)
    return unloadNumbered(context, select, prefix, { ...how, partitionBy, numberedBy: how.numberedBy });
  const column = quoteName(partitionBy);
  const files: UnloadedFile[] = [];
  // running the query again for each of 13 dates took four times the CPU, and no less memory
  await context.run(`create temp table unloading as ${select}`);
  const values = await context.rows(
    `select distinct cast(${column} as varchar) as value from unloading order by 1`,
  );
  for (const { value } of values) {
    const folder = `select * exclude (${column}) from unloading
      where cast(${column} as varchar) = ${quoteText(String(value))} order by ${order}`;
    files.push(await copyWhole(context, folder, `${prefix}${partitionBy}=${value}/part-0.parquet`));
  }
  await context.run('drop table unloading');
  return files;
}

/**
 * Makes the rows of a range of numbers at a time, a file for each value of the partition's column in it. The engine takes the range
 * down to each table that is joined by it; joined whole, they would all be in memory together, much of it outside the engine's
 * limit. A range is that of the value's own rows, so that a table numbered in their order is read once.
 */
async function unloadNumbered(
  context: UnloadContext,
  select: string,
  prefix: string,
  { orderBy, partitionBy, numberedBy }: Required<UnloadOptions>,
): Promise<UnloadedFile[]> {
  const [column, number] = [quoteName(partitionBy), quoteName(numberedBy.column)];
  const parts = await context.rows(
    `select (${number} - 1) // ${rowsAtOnce} as part, cast(${column} as varchar) as value, min(${number}) as first, max(${number}) as last
     from ${quoteName(numberedBy.table)} group by 1, 2 order by 1, 2`,
  );
  const files: UnloadedFile[] = [];
  for (const { part, value, first, last } of parts) {
    const rows = `select * exclude (${number}, ${column}) from (${select}) numbered
      where ${number} between ${first} and ${last} and cast(${column} as varchar) = ${quoteText(String(value))}
      order by ${orderBy.map(quoteName).join(', ')}`;
    files.push(await copyWhole(context, rows, `${prefix}${partitionBy}=${value}/part-${part}.parquet`));
  }
  return files;
}

/** Writes one Parquet file beside its place and renames it there, so that no reader sees a part of it. */
async function copyWhole(
  { run, rows, options }: UnloadContext,
  select: string,
  key: string,
): Promise<UnloadedFile> {
  const draft = draftPath(options.root);
  const path = options.store.locate(key);
  await mkdir(dirname(draft), { recursive: true });
  await run(
    `copy (${select}) to ${quoteText(draft)} (format parquet, compression zstd, row_group_size ${rowsPerGroup})`,
  );
  const [counted] = await rows(
    `select cast(sum(num_rows) as double) as n from parquet_file_metadata(${quoteText(draft)})`,
  );
  await mkdir(dirname(path), { recursive: true });
  await rename(draft, path);
  return { key, rows: Number(counted?.n ?? 0) };
}

/** DuckDB's values as plain scalars: exact integers as numbers, decimals and times as text-free numbers and ISO text. */
function plainRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): Scalar {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  return Number.isNaN(Number(value)) ? String(value) : Number(value);
}

/** Errors of the statement, a file or the machine. All others may quote cells: only their kind is repeated, and no cause kept. */
const ofStatements =
  /^(Parser|Syntax|Binder|Catalog|Dependency|Permission|Missing Extension|IO|HTTP|Out of Memory|TransactionContext|INTERRUPT|Connection|INTERNAL|FATAL) Error/;

/** What is said of a file alone: its path, and nothing that it holds. */
const damagedParquet =
  /^Invalid Input Error: (?:File|No magic bytes found at end of file|Failed to read file) ['"](.+?)['"]/;

/** Lists of texts are left out: they may be ids of customers. */
const startOf = (sql: string): string =>
  sql
    .replace(/\bin \('(?:[^']|'')*'(?:,\s*'(?:[^']|'')*')*\)/gi, 'in (…)')
    .replace(/\s+/g, ' ')
    .slice(0, 200);

/** The first line of DuckDB's message with the start of the statement; a full disk as it is, for whoever knows its cure. */
function explain(cause: unknown, sql: string): never {
  if (isDiskFull(cause)) throw cause;
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  const damaged = damagedParquet.exec(message)?.[1];
  if (damaged !== undefined)
    throw new HoldfastError(
      `${damaged} is no whole Parquet file: it was cut short or changed. Fetch an input again and restore a file of the ledger; anything else below --out may be removed and is made again by a run`,
    );
  const statement = startOf(sql);
  const kind = /^[A-Z][\w ]* Error(?=:)/.exec(message)?.[0];
  if (kind !== undefined && !ofStatements.test(kind))
    throw new HoldfastError(`DuckDB: a value could not be worked with (${kind})\n  in: ${statement}`);
  throw new HoldfastError(`DuckDB: ${message}\n  in: ${statement}`, { cause });
}
