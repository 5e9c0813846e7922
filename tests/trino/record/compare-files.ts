import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** What differs between the rows of two sets of Parquet files. */
export interface Difference {
  readonly rows: readonly [local: number, trino: number];
  readonly columns: readonly [local: readonly string[], trino: readonly string[]];
  /** Columns, each taken alone, whose values are not the same. */
  readonly differing: readonly string[];
}

/** Compares files as the sets of rows that they hold, in whatever order and however split into files. */
export interface Comparer {
  /** Null where every row and every column is equal: texts, integers, decimals, times, and doubles by their bits. */
  readonly compare: (local: readonly string[], trino: readonly string[]) => Promise<Difference | null>;
  readonly close: () => void;
}

export async function openComparer(): Promise<Comparer> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  return {
    compare: (local, trino) => compare(connection, local, trino),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function compare(
  connection: DuckDBConnection,
  local: readonly string[],
  trino: readonly string[],
): Promise<Difference | null> {
  const theirs = withoutHashes(await readFiles(connection, trino));
  const ours = withoutFoldersAbove(withoutHashes(await readFiles(connection, local)), theirs);
  const rows = [ours.rows, theirs.rows] as const;
  const columns = [ours.columns, theirs.columns] as const;
  // without rows Trino writes no file, and then there is nothing to say the columns
  if (ours.rows === 0 && theirs.rows === 0) return null;
  const differing =
    ours.columns.join() === theirs.columns.join() ? await differingColumns(connection, ours, theirs) : [];
  const same = columns[0].join() === columns[1].join() && ours.rows === theirs.rows && differing.length === 0;
  return same ? null : { rows, columns, differing };
}

async function differingColumns(connection: DuckDBConnection, ours: Files, theirs: Files): Promise<string[]> {
  if (ours.columns.length === 0 || !(await differ(connection, ours, theirs, ours.columns))) return [];
  const differing: string[] = [];
  for (const column of ours.columns) {
    if (await differ(connection, ours, theirs, [column])) differing.push(column);
  }
  return differing.length > 0 ? differing : ['which value stands beside which'];
}

interface Files {
  readonly from: string;
  readonly columns: readonly string[];
  readonly doubles: ReadonlySet<string>;
  readonly rows: number;
}

/** The key of a stage is in the path of what it keeps, and another for each engine: the rows below it do not hold it. */
const keyOfPath = 'key';

/** DuckDB reads the folders above what is attached as columns too, as `key=…`; Athena those below only. No query names them. */
const foldersAbove = new Set([keyOfPath, 'as_of']);

const withoutFoldersAbove = (local: Files, { columns }: Files): Files => ({
  ...local,
  columns: local.columns.filter((name) => columns.includes(name) || !foldersAbove.has(name)),
});

/** Each engine hashes in its own way. `k` only finds the rows that may be equal, and no output holds it. */
const withoutHashes = (files: Files): Files => ({
  ...files,
  columns: files.columns.filter((name) => name !== 'k'),
});

/** No file is no row: Trino writes none then. */
async function readFiles(connection: DuckDBConnection, paths: readonly string[]): Promise<Files> {
  if (paths.length === 0) return { from: '', columns: [], doubles: new Set(), rows: 0 };
  const list = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
  const from = `read_parquet([${list}], hive_partitioning = true, hive_types_autocast = false)`;
  const described = (await connection.runAndReadAll(`describe select * from ${from}`)).getRows();
  const held = await connection.runAndReadAll(`select name from parquet_schema([${list}])`);
  const inFiles = new Set(held.getRows().map(([name]) => String(name).toLowerCase()));
  const columns = described
    .map(([name, type]) => ({ name: String(name).toLowerCase(), type: String(type) }))
    .filter(({ name }) => name !== keyOfPath || inFiles.has(name));
  const doubles = columns.filter(({ type }) => type === 'DOUBLE').map(({ name }) => name);
  const [[rows] = []] = (await connection.runAndReadAll(`select count(*) from ${from}`)).getRows();
  return {
    from,
    columns: columns.map(({ name }) => name).sort(),
    doubles: new Set(doubles),
    rows: Number(rows),
  };
}

/** Whether the two differ as bags of rows in these columns. */
async function differ(
  connection: DuckDBConnection,
  ours: Files,
  theirs: Files,
  columns: readonly string[],
): Promise<boolean> {
  const bothDouble = (name: string) => ours.doubles.has(name) && theirs.doubles.has(name);
  // a double as text has all its bits: the two zeros differ, as they do not where doubles are compared
  const list = columns
    .map((name) => (bothDouble(name) ? `cast("${name}" as varchar)` : `"${name}"`))
    .join(', ');
  const without = (a: Files, b: Files) =>
    `(select ${list} from ${a.from} except all select ${list} from ${b.from})`;
  const [[left] = []] = (
    await connection.runAndReadAll(
      `select (select count(*) from ${without(ours, theirs)}) + (select count(*) from ${without(theirs, ours)})`,
    )
  ).getRows();
  return Number(left) > 0;
}
