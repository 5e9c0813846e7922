import { createHash } from 'node:crypto';
import { HoldfastError } from '../../contracts/errors.ts';
import type { QuerySession } from './query.ts';
import { queryRows } from './query-results.ts';
import type { ReadColumn } from './table-columns.ts';

/**
 * What rows hold, whatever their order and the files that they lie in: SHA-256 over names and types of the columns, the
 * number of rows, and two sums of 60 bits of each row's MD5. Trino's own `checksum(row(…))` would not do: it adds up
 * the hashes of a row's fields, so that values that change places between two rows cancel out.
 * @param from a table, or a query in parentheses, with the columns as `select` of each reads them
 */
export async function tableFingerprint(
  session: QuerySession,
  columns: readonly ReadColumn[],
  from: string,
): Promise<string> {
  const [found] = await queryRows(session, fingerprintQuery(columns, from));
  if (found === undefined) throw new HoldfastError('A query for a fingerprint had no answer');
  const content = [columns.map(({ name, type }) => [name, type]), found.n, found.high, found.low];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** One row: `n`, and the sums `high` and `low` as text. */
function fingerprintQuery(columns: readonly ReadColumn[], from: string): string {
  return `select count(*) as n, ${sumOf(1)} as high, ${sumOf(16)} as low
    from (select to_hex(md5(to_utf8(${rowText(columns)}))) as digest from ${from} as input) as digests`;
}

/** Of fifteen digits of each row, so that no number is negative; their sum has room for 10^19 rows. */
const sumOf = (first: number): string =>
  `cast(coalesce(sum(cast(from_base(substr(digest, ${first}, 15), 16) as decimal(38,0))), 0) as varchar)`;

/** A row as JSON texts of so many columns each: an array takes no more than 254 in Trino. */
const columnsOfText = 100;

/** JSON keeps the values of a row apart from each other, and NULL from a text. */
function rowText(columns: readonly ReadColumn[]): string {
  const parts: string[] = [];
  for (let i = 0; i < columns.length; i += columnsOfText) {
    const texts = columns.slice(i, i + columnsOfText).map(({ text }) => text);
    parts.push(`json_format(cast(array[${texts.join(', ')}] as json))`);
  }
  return parts.join(' || ');
}
