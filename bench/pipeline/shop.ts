import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { addDays, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { silent } from '../models/silent.ts';

/** Days of history that both contestants read, and of the future that only the judge reads. */
const historyDays = 730;
const futureDays = 365;

export interface Shop {
  /** Config and tables up to the scoring date. */
  readonly config: string;
  readonly tables: string;
  /** Tables of the whole time. */
  readonly allTables: string;
  /** First day of the data. */
  readonly first: string;
}

/** Columns that are known later than their row, and the time from which they are. */
const later: Readonly<Partial<Record<SourceName, Readonly<Record<string, string>>>>> = {
  tickets: { first_response_at: 'first_response_at', resolved_at: 'resolved_at', reopened_at: 'reopened_at' },
  surveys: {
    answered_at: 'answered_at',
    score: 'answered_at',
    comment: 'answered_at',
    language: 'answered_at',
    sentiment: 'answered_at',
  },
  touches: { opted_out_at: 'opted_out_at' },
};

const sqlTypes: Readonly<Record<string, string>> = {
  time: 'timestamp',
  number: 'double',
  money: 'decimal(18, 4)',
  flag: 'boolean',
};

/**
 * A simulated shop without bad rows, lived a year longer than anybody but the judge is shown. Its tables are Parquet with
 * typed columns, as they come out of a warehouse.
 */
export async function makeShop(folder: string, customers: number, seed: number): Promise<Shop> {
  const days = historyDays + futureDays;
  const out = join(folder, 'lived');
  const asked = { preset: 'retail', customers, days, seed, dirt: 0, out, format: 'parquet' } as const;
  const { config, tables: files } = await simulateBusiness(asked, silent);
  const text = readFileSync(config, 'utf8');
  const [, until] = /dataUntil: (\S+)/.exec(text)!;
  const [, timeZone] = /timeZone: (\S+)/.exec(text)!;
  const asOf = addDays(until!, -futureDays);
  const [tables, allTables] = [join(folder, 'known'), join(folder, 'all')];
  const shop = {
    config: join(tables, 'holdfast.yaml'),
    tables,
    allTables,
    first: addDays(asOf, -historyDays),
  };
  if (existsSync(shop.config)) return shop;
  for (const place of [tables, allTables]) mkdirSync(place, { recursive: true });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const cut = `timestamp '${sqlInstant(startOfDay(asOf, timeZone!))}'`;
  for (const source of new Set(files.map((file) => file.source as SourceName))) {
    const paths = files.filter((file) => file.source === source).map(({ file }) => `'${file}'`);
    const names = await typedView(connection, source, `read_parquet([${paths.join(', ')}])`);
    const copy = (select: string, place: string) =>
      connection.run(
        `copy (${select}) to '${join(place, `${source}.parquet`)}' (format parquet, compression zstd)`,
      );
    await copy('from typed', allTables);
    await copy(knownSelect(source, names, cut), tables);
  }
  connection.closeSync();
  const known = text
    .replace(`dataUntil: ${until}`, `dataUntil: ${asOf}`)
    .replaceAll(/(\w+)_table: \{ file: [^,]+,/g, '$1_table: { file: $1.parquet,');
  writeFileSync(shop.config, known);
  return shop;
}

/** Makes the view `typed`, with every row's arrival filled in, and answers its columns. */
async function typedView(connection: DuckDBConnection, source: SourceName, from: string): Promise<string[]> {
  const described = await connection.runAndReadAll(`describe from ${from}`);
  const names = described.getRowObjectsJS().map(({ column_name: name }) => String(name));
  const { columns, happenedAt } = sourceContracts[source];
  const typed = names.map((name) => {
    const type = sqlTypes[columns[name]?.type ?? ''];
    const cast = (column: string) => (type === undefined ? column : `cast(${column} as ${type})`);
    const filled =
      name === 'known_at' && happenedAt !== undefined
        ? `coalesce(${cast(name)}, ${cast(happenedAt)})`
        : cast(name);
    return `${filled} as ${name}`;
  });
  await connection.run(`create or replace view typed as select ${typed.join(', ')} from ${from}`);
  return names;
}

/** Rows that had happened and arrived before the cut, without what came later on them. */
function knownSelect(source: SourceName, names: readonly string[], cut: string): string {
  const late = later[source] ?? {};
  const columns = names.map((name) =>
    late[name] === undefined ? name : `case when ${late[name]} < ${cut} then ${name} end as ${name}`,
  );
  const known = names
    .filter((name) => name.endsWith('_at') && late[name] === undefined)
    .map((name) => `coalesce(${name} < ${cut}, true)`);
  return `select ${columns.join(', ')} from typed where ${known.join(' and ')}`;
}
