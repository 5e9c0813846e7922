import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { trinoMacros } from '../../../platform/local/trino-macros.ts';
import { type KnownTable, selectTable } from './duckdb-tables.ts';
import { resultColumn, tableColumn, valueText } from './duckdb-values.ts';
import type { LocalLake } from './lake.ts';
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
} from './sql-engine.ts';
import { tableName } from './statement.ts';

export interface DuckdbEngineOptions {
  /** Files that a write deals its rows out to, as Athena's writers do: who reads one file only, or trusts in an order, fails. */
  readonly filesPerWrite?: number;
}

/** Functions that only the cloud's own statements use. */
const cloudMacros = [
  // of radix 16 only, which is the one that is asked for
  "create macro from_base(digits, radix) as case radix when 16 then cast('0x' || digits as bigint) else error('radix') end",
  "create macro from_utf8(bytes) as system.main.regexp_replace(decode(bytes), '[\uF780-\uF7FF]+', '\uFFFD', 'g')",
];

/** The engine of the unit tests: DuckDB with Trino's functions, over the objects of the S3 endpoint. One query at a time. */
export async function duckdbEngine(lake: LocalLake, options: DuckdbEngineOptions = {}): Promise<SqlEngine> {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  const parser = await instance.connect();
  const set = ["set TimeZone = 'UTC'", 'set integer_division = true', "attach ':memory:' as awsdatacatalog"];
  for (const statement of [...set, ...trinoMacros, ...cloudMacros]) await connection.run(statement);
  return new DuckdbEngine({ instance, connection, parser, lake }, options.filesPerWrite ?? 3);
}

interface Parts {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  /** Only parses: a connection that runs a query keeps whoever asks it something waiting, all of Node with him. */
  readonly parser: DuckDBConnection;
  readonly lake: LocalLake;
}

class DuckdbEngine implements SqlEngine {
  readonly #parts: Parts;
  readonly #connection: DuckDBConnection;
  readonly #lake: LocalLake;
  readonly #filesPerWrite: number;
  readonly #scratch = mkdtempSync(join(tmpdir(), 'holdfast-athena-'));
  readonly #tables = new Map<string, KnownTable>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts, filesPerWrite: number) {
    this.#parts = parts;
    this.#connection = parts.connection;
    this.#lake = parts.lake;
    this.#filesPerWrite = filesPerWrite;
  }

  async tablesOf(sql: string, database: string): Promise<TableName[]> {
    try {
      const names = this.#parts.parser.getTableNames(sql, true);
      return names.map((name) => tableName(name.replace(/ AS .*$/, ''), database));
    } catch (cause) {
      throw explain(cause, database);
    }
  }

  async createTable(table: ExternalTable): Promise<void> {
    this.#tables.set(keyOf(table), { table, partitions: [] });
  }

  async addPartition(name: TableName, partition: Partition): Promise<void> {
    const known = this.#tables.get(keyOf(name));
    if (known) this.#tables.set(keyOf(name), { ...known, partitions: [...known.partitions, partition] });
  }

  async dropTable(name: TableName): Promise<void> {
    this.#tables.delete(keyOf(name));
    await this.#alone(() =>
      this.#connection.run(`drop view if exists ${viewOf(name)}`).catch(() => undefined),
    );
  }

  select(sql: string, context: QueryContext): Promise<QueryResult> {
    return this.#query(sql, context, async () => {
      const reader = await this.#connection.runAndReadAll(sql);
      return {
        columns: reader.columnNames().map((name, i) => resultColumn(name, reader.columnType(i))),
        rows: reader.getRows().map((row) => row.map(valueText)),
      };
    });
  }

  write(request: WriteRequest, context: QueryContext): Promise<Written> {
    return this.#query(request.select, context, async () => {
      await this.#connection.run(`create or replace temp table writing as ${request.select}`);
      const columns = await this.#columnsOfWriting();
      return {
        columns: columns.map(({ name, type }) => tableColumn(name, type)),
        files: await this.#writeFiles(request, columns),
      };
    });
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    this.#parts.parser.closeSync();
    this.#connection.closeSync();
    this.#parts.instance.closeSync();
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  /** Attaches the query's tables to their objects as they are now, and runs it alone; stops it where it is aborted. */
  #query<T>(sql: string, context: QueryContext, run: () => Promise<T>): Promise<T> {
    const { database, signal } = context;
    return this.#alone(async () => {
      const interrupting = interruptOn(signal, this.#connection);
      try {
        for (const name of await this.tablesOf(sql, database)) await this.#layView(name);
        await this.#connection.run(`create schema if not exists awsdatacatalog."${database}"`);
        await this.#connection.run(`set search_path = 'awsdatacatalog.${database},memory.main'`);
        signal.throwIfAborted();
        return await run();
      } catch (cause) {
        throw explain(cause, database);
      } finally {
        clearInterval(interrupting);
      }
    });
  }

  async #layView(name: TableName): Promise<void> {
    const known = this.#tables.get(keyOf(name));
    if (!known) return;
    await this.#connection.run(`create schema if not exists awsdatacatalog."${name.database}"`);
    const select = await selectTable(known, this.#lake, this.#scratch);
    await this.#connection.run(`create or replace view ${viewOf(name)} as ${select}`);
  }

  async #columnsOfWriting(): Promise<{ name: string; type: string }[]> {
    const reader = await this.#connection.runAndReadAll('describe writing');
    return reader.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
  }

  async #writeFiles(
    request: WriteRequest,
    columns: readonly { name: string; type: string }[],
  ): Promise<string[]> {
    const { partitionedBy, target, compression } = request;
    const kept = columns
      .filter(({ name }) => !partitionedBy.includes(name))
      .map(({ name, type }) => (type === 'HUGEINT' ? `cast("${name}" as bigint) as "${name}"` : `"${name}"`));
    const files: string[] = [];
    for (const { folder, where } of await this.#folders(partitionedBy)) {
      for (let i = 0; i < this.#filesPerWrite; i++) {
        const rows = `from (select *, row_number() over (order by rowid) - 1 as row_of_writing from writing where ${where}) where row_of_writing % ${this.#filesPerWrite} = ${i}`;
        const [count] = (await this.#connection.runAndReadAll(`select count(*) ${rows}`)).getRows();
        if (Number(count?.[0]) === 0) continue;
        const draft = join(this.#scratch, randomUUID());
        await this.#connection.run(
          `copy (select ${kept.join(', ')} ${rows} order by row_of_writing) to '${draft}' (format parquet, compression ${compression})`,
        );
        const uri = `${target}${folder}${randomUUID()}`;
        this.#lake.putFile(uri, draft);
        files.push(uri);
      }
    }
    return files;
  }

  async #folders(partitionedBy: readonly string[]): Promise<{ folder: string; where: string }[]> {
    if (partitionedBy.length === 0) return [{ folder: '', where: 'true' }];
    const list = partitionedBy.map((name) => `cast("${name}" as varchar)`);
    const found = await this.#connection.runAndReadAll(
      `select distinct ${list.join(', ')} from writing order by all`,
    );
    if (found.getRows().length > 100) {
      throw new EngineError(
        'HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets',
      );
    }
    return found.getRows().map((row) => ({
      folder: row.map((value, i) => `${partitionedBy[i]}=${value ?? '__HIVE_DEFAULT_PARTITION__'}/`).join(''),
      where: row
        .map((value, i) =>
          value === null ? `${list[i]} is null` : `${list[i]} = '${String(value).replaceAll("'", "''")}'`,
        )
        .join(' and '),
    }));
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.catch(() => undefined).then(work);
    this.#last = turn;
    return turn;
  }
}

/** An interrupt that comes between two statements is lost, so it is repeated until the query has ended. */
function interruptOn(signal: AbortSignal, connection: DuckDBConnection): NodeJS.Timeout {
  return setInterval(() => {
    if (signal.aborted) connection.interrupt();
  }, 20);
}

const keyOf = ({ database, table }: TableName): string => `${database}.${table}`;
const viewOf = ({ database, table }: TableName): string => `awsdatacatalog."${database}"."${table}"`;

/** DuckDB's refusals in the words of Trino, as far as somebody acts on them. */
function explain(cause: unknown, database: string): Error {
  if (cause instanceof EngineError) return cause;
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  const [, table] = /Table with name "?([\w.]+)"? does not exist/.exec(message) ?? [];
  if (table)
    return new EngineError(
      `TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.${database}.${table}' does not exist`,
      { cause },
    );
  const [, column] = /(?:Referenced column|column named) "([^"]+)"/.exec(message) ?? [];
  if (column)
    return new EngineError(`COLUMN_NOT_FOUND: line 1:1: Column '${column}' cannot be resolved`, { cause });
  if (/^(Parser|Binder) Error/.test(message))
    return new EngineError(`SYNTAX_ERROR: line 1:1: ${message}`, { cause });
  if (/^(Conversion|Invalid Input) Error/.test(message))
    return new EngineError(`INVALID_CAST_ARGUMENT: ${message}`, { cause });
  return new EngineError(`GENERIC_INTERNAL_ERROR: ${message}`, { cause });
}
