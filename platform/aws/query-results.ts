import { type ColumnInfo, type Datum, paginateGetQueryResults } from '@aws-sdk/client-athena';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Row, Scalar, WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import { awsError } from './errors.ts';
import { type FinishedQuery, type QuerySession, runQuery } from './query.ts';

/** Rows of a query, in its order, as the types of their columns say. */
export async function queryRows(session: QuerySession, select: string): Promise<Row[]> {
  const query = await runQuery(session, withoutHead(select), 'answer a query');
  const rows: Row[] = [];
  let header = true;
  for await (const { columns, data } of pages(session, query)) {
    for (const values of header ? data.slice(1) : data) rows.push(rowOf(columns, values));
    header = false;
  }
  return rows;
}

/** A statement begins with its first word: the comment at the head of a text stays behind. */
const withoutHead = (sql: string): string => sql.replace(/^(\s*--.*\n)+/, '');

/** Columns of a table, or of a query in parentheses; types in Athena's words, such as `decimal(18,4)`. */
export async function queryColumns(session: QuerySession, table: string): Promise<WarehouseColumn[]> {
  const query = await runQuery(session, `select * from ${table} limit 0`, 'look at the columns of a query');
  for await (const { columns } of pages(session, query)) {
    return columns.map(({ Name = '', Type = '', Precision, Scale }) => ({
      name: Name,
      type: Type === 'decimal' ? `decimal(${Precision},${Scale})` : Type,
    }));
  }
  return [];
}

interface Page {
  readonly columns: readonly ColumnInfo[];
  readonly data: readonly (readonly Datum[])[];
}

async function* pages({ athena }: QuerySession, { id }: FinishedQuery): AsyncGenerator<Page> {
  try {
    for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId: id })) {
      yield {
        columns: ResultSet?.ResultSetMetadata?.ColumnInfo ?? [],
        data: (ResultSet?.Rows ?? []).map((row) => row.Data ?? []),
      };
    }
  } catch (cause) {
    throw awsError(cause, `read the answer of query ${id}`);
  }
}

function rowOf(columns: readonly ColumnInfo[], data: readonly Datum[]): Row {
  return Object.fromEntries(
    columns.map(({ Name = '', Type = '' }, i) => [Name, scalarOf(Type, data[i]?.VarCharValue)]),
  );
}

/** Numbers of all kinds become numbers, times ISO text in UTC, as the local warehouse has it. */
function scalarOf(type: string, text: string | undefined): Scalar {
  if (text === undefined) return null;
  switch (type) {
    case 'varchar':
    case 'char':
    case 'string':
      return text;
    case 'boolean':
      return text === 'true';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'float':
    case 'real':
    case 'double':
    case 'decimal':
      return Number(text);
    case 'date':
      return moment(`${text}T00:00:00Z`);
    case 'timestamp':
      return moment(`${text.replace(' ', 'T')}Z`);
    case 'timestamp with time zone':
      return moment(
        text
          .replace(' ', 'T')
          .replace(/ (UTC|Z)$/, 'Z')
          .replace(/ (?=[+-])/, ''),
      );
    default:
      throw new HoldfastError(`A query answers with a column of type ${type}; cast it to text or a number`);
  }
}

function moment(text: string): string {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new HoldfastError('A query answers with a time in a named zone; cast it to UTC');
}
