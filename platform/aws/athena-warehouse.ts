import { randomBytes } from 'node:crypto';
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { S3Client } from '@aws-sdk/client-s3';
import { DataRefusedError, HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { AttachedInput, RawInput, Warehouse, WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import { attachInput } from './attach-input.ts';
import { attachParquet, dropTable } from './attach-parquet.ts';
import { selectTable, tableColumns } from './find-table.ts';
import { runQuery, stopQueries, warnNotSwept } from './query.ts';
import { queryColumns, queryRows } from './query-results.ts';
import { deleteObjects, listObjects } from './s3-files.ts';
import { forgetSession, noteSession, sessionTime } from './sessions.ts';
import { tableFingerprint } from './table-fingerprint.ts';
import { type UnloadContext, unload, writtenFiles } from './unload.ts';

export interface AthenaOptions {
  readonly athena: AthenaClient;
  readonly s3: S3Client;
  /** A store on S3, which `attach` and `unload` work in. */
  readonly store: ObjectStore;
  readonly workgroup: string;
  /** Each session makes a database of its own, named after this one: `<database>_<time>_<mark>_<random>`. */
  readonly database: string;
  /** By which the next attempt at the same work finds the session if this one is killed. */
  readonly mark?: string | undefined;
  /** `s3://bucket/prefix/` of what nobody keeps; a lifecycle rule removes what a killed session left there. */
  readonly scratch: string;
  /** Ends the queries of the session. */
  readonly signal?: AbortSignal;
  /** Waits between two enquiries after a query, given how many were made. */
  readonly pause?: (enquiries: number) => Promise<unknown>;
  /** Bytes up to which the files of a result become one; 16 MB where left out. */
  readonly mergeBytes?: number;
}

interface Session extends UnloadContext {
  readonly database: string;
  readonly failures: unknown[];
  /** Files that tables of the session left outside its scratch: the workgroup decides where they lie. */
  readonly left: Set<string>;
  /** Columns of each input as its files name them. */
  readonly named: Map<string, readonly string[]>;
}

/**
 * A Warehouse on Athena. Tables are Parquet on S3 in a database of the session's own, so that any number of sessions run at
 * once; both are gone when it is closed.
 */
export async function openAthenaWarehouse(options: AthenaOptions): Promise<Warehouse> {
  const session = sessionOf(options);
  const { database: _, ...outside } = session;
  await noteSession(notedOf(session, options));
  await runQuery(outside, `create database \`${session.database}\``, 'open a session');
  return {
    engine: 'athena',
    attachInput: (input) => attach(session, input),
    attach: (table, prefix) => attachPrefix(session, table, prefix),
    create: (table, select) => create(session, table, select),
    columns: (table) => columnsOf(session, table),
    rows: (select) => queryRows(session, select),
    unload: (select, prefix, how) => unload(session, select, prefix, how),
    close: () => close(session, options),
  };
}

function sessionOf(options: AthenaOptions): Session {
  const { athena, s3, store, workgroup, signal, pause, mergeBytes = 16 << 20 } = options;
  const time = sessionTime(new Date());
  const mark = options.mark === undefined ? '' : `${options.mark}_`;
  const name = `${time}_${mark}${randomBytes(6).toString('hex')}`;
  const scratch = `${options.scratch.replace(/\/?$/, '/')}${name}/`;
  return {
    athena,
    s3,
    store,
    workgroup,
    database: `${options.database.toLowerCase()}_${name}`,
    scratch,
    results: `${scratch}results/`,
    signal,
    pause,
    mergeBytes,
    running: new Set(),
    failures: [],
    left: new Set(),
    named: new Map(),
  };
}

const notedOf = ({ s3, database }: Session, { scratch }: AthenaOptions) => ({ s3, scratch, database });

async function attach(session: Session, input: RawInput): Promise<AttachedInput> {
  if (input.table !== undefined) {
    await copyTable(session, input, input.table);
    return { malformed: null };
  }
  const { columns, ...attached } = await attachInput(session, input);
  session.named.set(input.name, columns);
  return attached;
}

/** A copy, so that every query of the session sees the same rows, and those alone that the run is named by. */
async function copyTable(session: Session, input: RawInput, table: string): Promise<void> {
  const { name, fingerprint } = input;
  const columns = await tableColumns(session, input);
  await create(session, name, selectTable(table, columns));
  if (fingerprint === undefined) return;
  if ((await tableFingerprint(session, columns, `"${name}"`)) === fingerprint) return;
  throw new DataRefusedError(
    `inputs.${name}: ${table} has changed since the run was planned. Start the run again when nobody writes to the table, and schedule it after the job that loads it.`,
  );
}

/** Inputs keep the names of their columns as the files write them, for people to know them again. */
async function columnsOf(session: Session, table: string): Promise<WarehouseColumn[]> {
  const columns = await queryColumns(session, table);
  const names = session.named.get(table);
  return columns.map((column, i) => ({ ...column, name: names?.[i] ?? column.name }));
}

async function attachPrefix(session: Session, table: string, prefix: string): Promise<void> {
  const { store } = session;
  const found = (await store.list(prefix)).map(({ key }) => key);
  const other = found.find((key) => !key.endsWith('.parquet'));
  if (other !== undefined)
    throw new HoldfastError(
      `${store.locate(other)} is not a Parquet file; Athena would read it as one. Remove it.`,
    );
  if (found.length === 0) throw new HoldfastError(`No Parquet file under ${store.locate(prefix)}`);
  await attachParquet(session, {
    name: table,
    location: store.locate(prefix),
    files: found.map((key) => store.locate(key)),
  });
}

async function create(session: Session, table: string, select: string): Promise<void> {
  await dropTable(session, table);
  const query = await runQuery(
    session,
    `create table "${table}" with (format = 'PARQUET', write_compression = 'SNAPPY') as ${select}`,
    `create table ${table}`,
  );
  for (const file of (await writtenFiles(session, query)) ?? []) session.left.add(file);
}

/**
 * Nothing that cannot be taken away is passed over in silence: databases that stay come to a quota. Where the session's work
 * has failed already, that is the error to tell, and this one is a warning in the log.
 * @throws HoldfastError or TransientError with what could not be done
 */
async function close(session: Session, options: AthenaOptions): Promise<void> {
  const { s3, database, scratch, left } = session;
  const { database: _, signal: __, failures, ...outside } = session;
  const [stopped] = await Promise.allSettled([stopQueries(session)]);
  const drop = runQuery(outside, `drop database if exists \`${database}\` cascade`, 'close a session');
  const [dropped] = await Promise.allSettled([drop.then(() => forgetSession(notedOf(session, options)))]);
  const remove = async () => deleteObjects(s3, [...left, ...(await listObjects(s3, scratch))]);
  const [removed] = await Promise.allSettled([remove()]);
  const fault = [stopped, dropped, removed].find((one) => one.status === 'rejected')?.reason;
  if (fault === undefined) return;
  if (failures.length === 0 && !session.signal?.aborted) throw fault;
  warnNotSwept(fault);
}
