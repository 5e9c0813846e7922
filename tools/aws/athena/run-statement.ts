import type { Grant } from '../endpoint/calls.ts';
import type { Catalogue, CataloguedTable } from './catalogue.ts';
import type { Lake } from './lake.ts';
import { onDatabase, onEveryTable, onTable, toDeleteDatabase, toRead, toWrite } from './leave.ts';
import {
  EngineError,
  type ExternalTable,
  type QueryContext,
  type QueryResult,
  type SqlEngine,
  type TableName,
} from './sql-engine.ts';
import type {
  AddPartitions,
  CreateDatabase,
  CreateExternalTable,
  CreateTableAs,
  DropDatabase,
  Properties,
  Statement,
  UnloadStatement,
} from './statement.ts';

/** What the statements of one endpoint work on. */
export interface Grounds {
  readonly engine: SqlEngine;
  readonly catalogue: Catalogue;
  readonly lake: Lake;
}

/** What one query may do. */
export interface Bounds extends QueryContext {
  /** Folder that the tables of CREATE TABLE AS go to, `tables/<query>/` of the result location. */
  readonly tableLocation: string;
  /** The workgroup decides where results go, so that a query must not. */
  readonly enforced: boolean;
  readonly scanLimit: number | undefined;
  /** Writes down what the query does with its caller's rights. */
  readonly record: (grants: readonly Grant[]) => void;
}

export interface Outcome {
  readonly result?: QueryResult;
  /** Files that UNLOAD or CREATE TABLE AS wrote. */
  readonly files?: readonly string[];
  readonly scanned: number;
}

/** The workgroup's limit of bytes per query; Athena cancels the query. */
export class ScanLimitError extends Error {}

export function runStatement(statement: Statement, grounds: Grounds, bounds: Bounds): Promise<Outcome> {
  bounds.record(onDatabase(bounds.database));
  switch (statement.kind) {
    case 'select':
      return select(statement.sql, grounds, bounds);
    case 'unload':
      return unload(statement, grounds, bounds);
    case 'create-table-as':
      return createTableAs(statement, grounds, bounds);
    case 'create-external-table':
      return createExternalTable(statement, grounds, bounds);
    case 'add-partitions':
      return addPartitions(statement, grounds, bounds);
    case 'drop-table':
      return dropTable(statement.name, statement.ifExists, grounds, bounds);
    case 'create-database':
      return createDatabase(statement, grounds, bounds);
    case 'drop-database':
      return dropDatabase(statement, grounds, bounds);
  }
}

async function select(sql: string, grounds: Grounds, bounds: Bounds): Promise<Outcome> {
  const scanned = await scan(sql, grounds, bounds);
  return { result: await grounds.engine.select(sql, bounds), scanned };
}

async function unload(statement: UnloadStatement, grounds: Grounds, bounds: Bounds): Promise<Outcome> {
  const { target, properties } = statement;
  const scanned = await scan(statement.select, grounds, bounds);
  bounds.record(toWrite(target));
  await requireEmpty(target, grounds.lake);
  const partitionedBy = [properties.partitioned_by ?? []].flat();
  if (partitionedBy.length > 0) await requireLast(partitionedBy, statement.select, grounds.engine, bounds);
  const { files } = await grounds.engine.write(
    {
      select: statement.select,
      target,
      compression: parquetCompression(properties, 'compression'),
      partitionedBy,
    },
    bounds,
  );
  return { files, scanned };
}

async function createTableAs(statement: CreateTableAs, grounds: Grounds, bounds: Bounds): Promise<Outcome> {
  const { name, properties } = statement;
  const location = tableLocation(properties, bounds);
  bounds.record([
    ...onTable('glue:GetTable', name),
    ...onTable('glue:CreateTable', name),
    ...toWrite(location),
  ]);
  if (grounds.catalogue.find(name)) grounds.catalogue.create({ ...name, ...emptyTable, location });
  const scanned = await scan(statement.select, grounds, bounds);
  await requireEmpty(location, grounds.lake);
  const compression = parquetCompression(properties, 'write_compression');
  const written = await grounds.engine.write(
    { select: statement.select, target: location, compression, partitionedBy: [] },
    bounds,
  );
  requirePlainNames(written.columns.map((column) => column.name));
  const table = { ...name, ...emptyTable, columns: written.columns, location };
  await declare(table, grounds);
  return { files: written.files, scanned };
}

const emptyTable = { columns: [], partitionColumns: [], format: 'parquet', skipLines: 0 } as const;

async function createExternalTable(
  { name, columns, partitionColumns, format, location, skipLines }: CreateExternalTable,
  grounds: Grounds,
  { record }: Bounds,
): Promise<Outcome> {
  record([...onTable('glue:GetTable', name), ...onTable('glue:CreateTable', name)]);
  await declare({ ...name, columns, partitionColumns, format, location, skipLines }, grounds);
  return { scanned: 0 };
}

async function declare(table: ExternalTable, { catalogue, engine }: Grounds): Promise<void> {
  catalogue.create(table);
  await engine.createTable(table);
}

async function addPartitions(
  { name, partitions }: AddPartitions,
  { catalogue, engine }: Grounds,
  { record }: Bounds,
): Promise<Outcome> {
  record([...onTable('glue:GetTable', name), ...onTable('glue:BatchCreatePartition', name)]);
  const { partitionColumns } = catalogue.get(name).table;
  for (const { values, location } of partitions) {
    const partition = { values: partitionColumns.map((column) => values[column.name] ?? ''), location };
    catalogue.addPartition(name, partition);
    await engine.addPartition(name, partition);
  }
  return { scanned: 0 };
}

async function dropTable(
  name: TableName,
  ifExists: boolean,
  { catalogue, engine }: Grounds,
  { record }: Bounds,
): Promise<Outcome> {
  record([...onTable('glue:GetTable', name), ...onTable('glue:DeleteTable', name)]);
  if (!ifExists) catalogue.get(name);
  catalogue.drop(name);
  await engine.dropTable(name);
  return { scanned: 0 };
}

async function createDatabase(
  { database, ifNotExists }: CreateDatabase,
  { catalogue }: Grounds,
  { record }: Bounds,
): Promise<Outcome> {
  record(onDatabase(database, 'glue:CreateDatabase'));
  catalogue.createDatabase(database, ifNotExists);
  return { scanned: 0 };
}

/** Glue drops the tables of a database with it; its caller must be allowed both. */
async function dropDatabase(
  statement: DropDatabase,
  { catalogue, engine }: Grounds,
  { record }: Bounds,
): Promise<Outcome> {
  const { database } = statement;
  record([
    ...onDatabase(database),
    ...onEveryTable('glue:GetTables', database),
    ...toDeleteDatabase(database),
  ]);
  for (const name of catalogue.dropDatabase(database, statement)) {
    record(onTable('glue:DeleteTable', name));
    await engine.dropTable(name);
  }
  return { scanned: 0 };
}

/** Bytes under the tables that a query reads: whole objects, where Athena counts only the columns that it needs. */
async function scan(sql: string, { engine, catalogue, lake }: Grounds, bounds: Bounds): Promise<number> {
  const names = await engine.tablesOf(sql, bounds.database);
  const tables = names.map((name) => catalogue.find(name)).filter((found) => found !== undefined);
  for (const table of tables) bounds.record(toRead(table));
  let bytes = 0;
  for (const table of tables) bytes += await bytesOf(table, lake);
  if (bounds.scanLimit !== undefined && bytes > bounds.scanLimit) throw new ScanLimitError();
  return bytes;
}

async function bytesOf({ table, partitions }: CataloguedTable, lake: Lake): Promise<number> {
  const locations =
    table.partitionColumns.length > 0 ? partitions.map(({ location }) => location) : [table.location];
  let bytes = 0;
  for (const location of locations) {
    for (const { size } of await lake.list(location)) bytes += size;
  }
  return bytes;
}

function tableLocation({ external_location }: Properties, { enforced, tableLocation }: Bounds): string {
  if (external_location === undefined) return tableLocation;
  if (!enforced) return String(external_location);
  throw new EngineError(
    "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.",
  );
}

async function requireEmpty(location: string, lake: Lake): Promise<void> {
  if ((await lake.list(location)).length === 0) return;
  throw new EngineError(
    `HIVE_PATH_ALREADY_EXISTS: Target directory for table '${location}' already exists: ${location}`,
  );
}

async function requireLast(
  partitionedBy: readonly string[],
  select: string,
  engine: SqlEngine,
  bounds: Bounds,
): Promise<void> {
  const { columns } = await engine.select(`select * from (${select}) limit 0`, bounds);
  const last = columns.slice(-partitionedBy.length).map(({ name }) => name);
  if (last.join() === partitionedBy.join()) return;
  throw new EngineError(
    `HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and in the same order as the table properties: [${partitionedBy.join(', ')}]`,
  );
}

/** Columns of a table made by CREATE TABLE AS need names, and names that need no quotes. */
function requirePlainNames(names: readonly string[]): void {
  const odd = names.find((name) => !/^[a-z_][a-z0-9_]*$/i.test(name));
  if (odd !== undefined)
    throw new EngineError(`COLUMN_NAME_NOT_SPECIFIED: line 1:1: Column name '${odd}' is not allowed`);
}

function parquetCompression(properties: Properties, property: string): string {
  const format = String(properties.format ?? 'parquet').toUpperCase();
  const compression = String(properties[property] ?? 'GZIP').toUpperCase();
  if (format !== 'PARQUET') throw new EngineError(`NOT_SUPPORTED: This endpoint writes no ${format}`);
  if (!['GZIP', 'SNAPPY', 'ZSTD'].includes(compression)) {
    throw new EngineError(`INVALID_TABLE_PROPERTY: Unsupported compression ${compression}`);
  }
  return compression.toLowerCase();
}
