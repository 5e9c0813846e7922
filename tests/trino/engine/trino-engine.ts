import { randomUUID } from 'node:crypto';
import type { Lake } from '../../../tools/aws/athena/lake.ts';
import {
  EngineError,
  type ExternalTable,
  type Partition,
  type QueryContext,
  type QueryResult,
  type SqlEngine,
  type TableName,
  type WriteRequest,
  type Written,
} from '../../../tools/aws/athena/sql-engine.ts';
import { runOnTrino, type TrinoRequest, type TrinoResult } from './trino-client.ts';
import { resultColumn, tableColumn, trinoType } from './trino-types.ts';

/**
 * A real Trino server behind the Athena endpoint. SELECT goes to it as it is; what Athena says in Hive's DDL, and UNLOAD,
 * which Trino has not, are said in its own words.
 * @param url of the server
 * @param lake over the S3 server that Trino reads and writes
 */
export function trinoEngine(url: string, lake: Lake): SqlEngine {
  const schemas = new Set<string>();
  const declared = new Map<string, ExternalTable>();
  const run = async (request: TrinoRequest): Promise<TrinoResult> => {
    const { schema } = request;
    if (schema !== undefined && !schemas.has(schema)) {
      await runOnTrino(url, { sql: `create schema if not exists ${quoted(schema)}` });
      schemas.add(schema);
    }
    return runOnTrino(url, request);
  };
  return {
    tablesOf: async (sql, database) => tablesIn(sql, database, declared.values()),
    select: (sql, context) => select(run, sql, context),
    write: (request, context) => write(run, lake, request, context),
    createTable: async (table) => {
      await run({ sql: createTable(table), schema: table.database });
      declared.set(keyOf(table), table);
    },
    addPartition: async (table, partition) => {
      const { partitionColumns = [] } = declared.get(keyOf(table)) ?? {};
      await run({ sql: registerPartition(table, partitionColumns, partition) });
    },
    dropTable: async (table) => {
      declared.delete(keyOf(table));
      await run({ sql: `drop table if exists ${quoted(table.table)}`, schema: table.database });
    },
    close: async () => undefined,
  };
}

type RunOnTrino = (request: TrinoRequest) => Promise<TrinoResult>;

/**
 * Tables that were declared and whose name stands in the query, for the bytes that it may read: planning every query twice to
 * be told them would take longer than running it.
 */
function tablesIn(sql: string, database: string, declared: Iterable<TableName>): TableName[] {
  const words = new Set(sql.toLowerCase().match(/\w+/g));
  const named = (table: TableName) =>
    words.has(table.table) && (table.database === database || words.has(table.database));
  return [...declared].filter(named);
}

async function select(run: RunOnTrino, sql: string, context: QueryContext): Promise<QueryResult> {
  const { columns, rows } = await run({ sql, schema: context.database, signal: context.signal });
  return { columns: columns.map(resultColumn), rows };
}

/** A table over the target, made by the query and forgotten again: its files stay. */
async function write(
  run: RunOnTrino,
  lake: Lake,
  { select: sql, target, compression, partitionedBy }: WriteRequest,
  { database: schema, signal }: QueryContext,
): Promise<Written> {
  const name = quoted(`writing_${randomUUID()}`);
  const partitions = partitionedBy.map(text).join(', ');
  const properties = [
    "format = 'PARQUET'",
    `external_location = ${text(target)}`,
    ...(partitions === '' ? [] : [`partitioned_by = array[${partitions}]`]),
  ];
  const session = { 'awsdatacatalog.compression_codec': compression.toUpperCase() };
  await run({
    sql: `create table ${name} with (${properties.join(', ')}) as ${sql}`,
    schema,
    session,
    signal,
  });
  const { columns } = await run({ sql: `select * from ${name} limit 0`, schema });
  await run({ sql: `drop table ${name}`, schema });
  const files = await lake.list(target);
  return { files: files.map(({ uri }) => uri), columns: columns.map(tableColumn) };
}

function createTable({ table, columns, partitionColumns, location, format }: ExternalTable): string {
  if (format !== 'parquet')
    throw new EngineError(`NOT_SUPPORTED: This engine reads no tables over ${format}`);
  const declared = [...columns, ...partitionColumns].map(
    ({ name, type }) => `${quoted(name)} ${trinoType(type)}`,
  );
  const by = partitionColumns.map(({ name }) => text(name)).join(', ');
  return `create table ${quoted(table)} (${declared.join(', ')})
    with (format = 'PARQUET', external_location = ${text(location)}${by === '' ? '' : `, partitioned_by = array[${by}]`})`;
}

function registerPartition(
  { database, table }: TableName,
  columns: ExternalTable['partitionColumns'],
  { values, location }: Partition,
): string {
  const names = columns.map(({ name }) => name);
  const texts = (list: readonly string[]) => `array[${list.map(text).join(', ')}]`;
  const place = [text(database), text(table), texts(names), texts(values), text(location)];
  return `call system.register_partition(${place.join(', ')})`;
}

const keyOf = ({ database, table }: TableName): string => `${database}.${table}`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
