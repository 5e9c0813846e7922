import { randomUUID } from 'node:crypto';
import type { Lake } from '../../aws/athena/lake.ts';
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
} from '../../aws/athena/sql-engine.ts';
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
  const partitionColumns = new Map<string, readonly string[]>();
  const run = async (request: TrinoRequest): Promise<TrinoResult> => {
    const { schema } = request;
    if (schema !== undefined && !schemas.has(schema)) {
      await runOnTrino(url, { sql: `create schema if not exists ${quoted(schema)}` });
      schemas.add(schema);
    }
    return runOnTrino(url, request);
  };
  return {
    tablesOf: (sql, database) => tablesOf(run, sql, database),
    select: (sql, context) => select(run, sql, context),
    write: (request, context) => write(run, lake, request, context),
    createTable: async (table) => {
      partitionColumns.set(
        keyOf(table),
        table.partitionColumns.map(({ name }) => name),
      );
      await run({ sql: createTable(table), schema: table.database });
    },
    addPartition: async (table, partition) => {
      await run({ sql: registerPartition(table, partitionColumns.get(keyOf(table)) ?? [], partition) });
    },
    dropTable: async ({ database, table }) =>
      void (await run({ sql: `drop table if exists ${quoted(table)}`, schema: database })),
    close: async () => undefined,
  };
}

type RunOnTrino = (request: TrinoRequest) => Promise<TrinoResult>;

interface IoPlan {
  readonly inputTableColumnInfos: readonly {
    readonly table: { readonly schemaTable: { readonly schema: string; readonly table: string } };
  }[];
}

async function tablesOf(run: RunOnTrino, sql: string, database: string): Promise<TableName[]> {
  const { rows } = await run({ sql: `explain (type io, format json) ${sql}`, schema: database });
  const plan = JSON.parse(rows[0]?.[0] ?? '') as IoPlan;
  return plan.inputTableColumnInfos.map(({ table: { schemaTable } }) => ({
    database: schemaTable.schema,
    table: schemaTable.table,
  }));
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
  columns: readonly string[],
  { values, location }: Partition,
): string {
  const texts = (list: readonly string[]) => `array[${list.map(text).join(', ')}]`;
  const place = [text(database), text(table), texts(columns), texts(values), text(location)];
  return `call system.register_partition(${place.join(', ')})`;
}

const keyOf = ({ database, table }: TableName): string => `${database}.${table}`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
