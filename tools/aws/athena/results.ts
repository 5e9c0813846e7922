import type { Json } from '../endpoint/json-server.ts';
import type { QueryResult, ResultColumn } from './sql-engine.ts';

/** A page of GetQueryResults. The first row of a query's first page holds the names of the columns. */
export function resultPage(result: QueryResult, input: Json): Json {
  const all = result.columns.length > 0 ? [result.columns.map(({ name }) => name), ...result.rows] : [];
  const most = Math.min(Number(input.MaxResults ?? 1000), 1000);
  const from =
    input.NextToken === undefined ? 0 : Number(Buffer.from(String(input.NextToken), 'base64').toString());
  const next = from + most;
  return {
    UpdateCount: 0,
    ResultSet: {
      Rows: all.slice(from, next).map((row) => ({ Data: row.map(datum) })),
      ResultSetMetadata: { ColumnInfo: result.columns.map(columnInfo) },
    },
    ...(next < all.length ? { NextToken: Buffer.from(String(next)).toString('base64') } : {}),
  };
}

/** NULL is a datum without a value; an empty text has one. */
const datum = (value: string | null): Json => (value === null ? {} : { VarCharValue: value });

const columnInfo = ({ name, type, precision = 0, scale = 0 }: ResultColumn): Json => ({
  CatalogName: 'hive',
  SchemaName: '',
  TableName: '',
  Name: name,
  Label: name,
  Type: type,
  Precision: precision,
  Scale: scale,
  Nullable: 'UNKNOWN',
  CaseSensitive: type === 'varchar',
});

/** The file that Athena leaves in S3: every value in quotes, NULL as nothing between two commas. */
export function resultCsv({ columns, rows }: QueryResult): string {
  const quoted = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
