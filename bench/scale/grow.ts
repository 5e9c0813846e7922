import { rename } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { keyOf, recordOf, resultOf } from '../../pipeline/stages/stage.ts';
import { openRun, type StageRequest } from './run-stage.ts';

/**
 * Makes a checked run with features one of so many times its customers: each file of its clean tables and of the features
 * at its as-of date holds every row so often, under other ids. Scoring, health and the list then have that many customers.
 */
export async function grow(request: StageRequest, copies: number): Promise<void> {
  const { run, environment } = await openRun(request);
  const { store } = environment;
  const { sources } = await resultOf('check', run, environment);
  const prefixes = sources.map(({ source }) => keys.clean(keyOf(run, 'check'), source));
  await growFiles(store, [...prefixes, `${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`], copies);
  const record = await recordOf('features', run, store);
  const dates = record.result.dates.map(({ asOf, rows }) => ({ asOf, rows: rows * copies }));
  const grown = { ...record, result: { ...record.result, dates } };
  await store.put(keys.stageRecord(keyOf(run, 'features'), 'features'), JSON.stringify(grown));
}

/** Each file under the prefixes with every row so often, under other ids. */
export async function growFiles(
  store: ObjectStore,
  prefixes: readonly string[],
  copies: number,
): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  for (const prefix of prefixes) {
    for (const { key } of await store.list(prefix)) {
      await connection.run(growText(store, key, await ownIds(connection, store, key), copies));
      await rename(`${store.locate(key)}.grown`, store.locate(key));
    }
  }
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

/** Columns that name a customer's own things; what many share (products, campaigns) stays. */
const own = /^(customer|order|line|event|ticket|survey|touch|subscription)_id$/;

async function ownIds(connection: Connection, store: ObjectStore, key: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(`describe select * from '${store.locate(key)}'`);
  return reader
    .getRowObjectsJS()
    .map(({ column_name: name }) => String(name))
    .filter((name) => own.test(name));
}

const growText = (store: ObjectStore, key: string, ids: readonly string[], copies: number): string =>
  `copy (
    select * exclude (copy) replace (${ids.map((id) => `${id} || '-' || copy as ${id}`).join(', ')})
    from read_parquet('${store.locate(key)}', hive_partitioning = false), range(${copies}) copies(copy)
  ) to '${store.locate(key)}.grown' (format parquet, compression zstd, row_group_size 100000)`;
