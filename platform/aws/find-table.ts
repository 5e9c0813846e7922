import { columnsRead } from '../../contracts/config/columns-read.ts';
import type { Config } from '../../contracts/config/config.ts';
import { ConfigError, TransientError } from '../../contracts/errors.ts';
import type { RawInput, WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import type { QuerySession } from './query.ts';
import { queryColumns } from './query-results.ts';
import { type ReadColumn, readColumn } from './table-columns.ts';
import { tableFingerprint } from './table-fingerprint.ts';

export interface FoundTable extends RawInput {
  readonly fingerprint: string;
}

/**
 * A table or view of the Glue catalogue as an input: the columns that the config reads, and the fingerprint of what they
 * hold, taken by one query over them. It is the same whatever the files, their format and their number.
 * @throws ConfigError for a table that is not there or may not be read, or that lacks a column that the config maps
 */
export async function findTable(
  session: QuerySession,
  config: Config,
  { input, table }: { readonly input: string; readonly table: string },
): Promise<FoundTable> {
  const place: Place = { key: `inputs.${input}.table`, table };
  const found = await asked(place, () => queryColumns(session, tableSql(table)));
  const read = new Set(columnsRead(config, input, names(found)));
  const columns = found.filter(({ name }) => read.has(name)).map(readColumn);
  const fingerprint = await asked(place, () =>
    tableFingerprint(session, columns, `(${selectTable(table, columns)})`),
  );
  return { name: input, table, format: 'parquet', columns: names(columns), fingerprint };
}

/** Columns of a table as a run reads them: those named, or all. */
export async function tableColumns(
  session: QuerySession,
  { name, table = '', columns }: RawInput,
): Promise<ReadColumn[]> {
  const place: Place = { key: `inputs.${name}.table`, table };
  const found = await asked(place, () => queryColumns(session, tableSql(table)));
  const missing = columns?.find((column) => !names(found).includes(column));
  if (missing !== undefined) {
    throw new ConfigError(
      `${place.key}: ${table} has lost its column "${missing}" since the run was planned`,
    );
  }
  return found.filter(({ name: column }) => columns?.includes(column) ?? true).map(readColumn);
}

export const selectTable = (table: string, columns: readonly ReadColumn[]): string =>
  `select ${columns.map(({ select }) => select).join(', ')} from ${tableSql(table)}`;

const names = (columns: readonly Pick<WarehouseColumn, 'name'>[]): string[] =>
  columns.map(({ name }) => name);

/** `database.table`, each part quoted. */
const tableSql = (table: string): string =>
  table
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

interface Place {
  readonly key: string;
  readonly table: string;
}

/** Athena's refusals, as far as a change of the config or the deployment can help, by the key to look at. */
async function asked<T>({ key, table }: Place, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof TransientError) throw cause;
    const advice = adviceFor(cause.message, table);
    throw advice === null ? cause : new ConfigError(`${key}: ${advice}\n${cause.message}`, { cause });
  }
}

function adviceFor(reason: string, table: string): string | null {
  if (/not authorized|access ?denied|insufficient|permission|no accessible columns/i.test(reason)) {
    return `the pipeline's roles may not read ${table}. Name its database and where its files lie under \`tables\` in cdk/deployments.ts and deploy again; where Lake Formation governs it, set \`tables.lakeFormation\` and grant the roles SELECT there.`;
  }
  if (/(TABLE|SCHEMA|CATALOG)_NOT_FOUND|does not exist|not found/i.test(reason)) {
    return `there is no ${table} in the Glue catalogue of this account and region. Is it written as database.table, and has its crawler or job run?`;
  }
  if (/TYPE_MISMATCH|cannot cast/i.test(reason)) {
    return `${table} has a column whose type cannot be read. Make a view without it, or map the columns by name, so that only these are read.`;
  }
  return null;
}
