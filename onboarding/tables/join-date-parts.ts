import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { plainWord } from '../../pipeline/recognise/month-names.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type RelatedInput, relatedQuery } from './related-input.ts';

/** The column that is made of them. */
const made = 'made_date';

interface Parts {
  readonly year: ColumnProfile;
  readonly month: ColumnProfile;
  readonly day: ColumnProfile;
}

/** A table whose days stand in three columns, of years, months and days, gets them in one; any other is as it was. */
export async function joinDateParts(warehouse: Warehouse, input: RelatedInput): Promise<RelatedInput> {
  const parts = ofShape(input, 'time').length > 0 ? null : partsOf(input);
  if (parts === null || input.query !== undefined) return input;
  const { year, month, day } = parts;
  const two = (column: ColumnProfile) => `lpad(${whole(column)}, 2, '0')`;
  const sql = `${whole(year)} || '-' || ${two(month)} || '-' || ${two(day)}`;
  const query = `select t.*, ${sql} as ${made}\nfrom ${sqlName(input.name)} t`;
  const column = await profileOf(warehouse, input, query);
  const names = [year, month, day].map(({ name }) => name).join(', ');
  const profile = {
    ...input,
    columns: [...input.columns.filter((one) => !Object.values(parts).includes(one)), column],
    remarks: [...input.remarks, `${names} are combined into one date`],
  };
  return relatedQuery(warehouse, profile, query, input.parts);
}

const whole = (column: ColumnProfile): string => `regexp_replace(trim(${sqlText(column)}), '[.]0+$', '')`;

const within = (from: number, to: number) => (column: ColumnProfile) =>
  column.filled === column.rows &&
  column.sample.every(
    (value) => /^\d{1,4}(\.0+)?$/.test(value) && Number(value) >= from && Number(value) <= to,
  );

/** By what they hold; where several do, by their names. Null where one of them is not there. */
function partsOf({ columns }: RelatedInput): Parts | null {
  const year = called(/^(year|yr|jahr|an|annee|ano|anno|rok|god|год)/, columns.filter(within(1970, 2199)));
  const month = called(
    /^(month|mon|mo$|monat|mois|mes|mese|miesiac|luna|месяц)/,
    columns.filter(within(1, 12)).filter(({ distinct }) => distinct > 5),
  );
  const day = called(
    /^(day|dom$|tag|jour|dia|giorno|dzien|zi|ziua|день)/,
    columns
      .filter((column) => column !== month)
      .filter(within(1, 31))
      .filter(({ distinct }) => distinct > 20),
  );
  return year && month && day ? { year, month, day } : null;
}

/** The one that is called so; the only one where none is. */
function called(name: RegExp, columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const named = columns.filter((column) =>
    column.name.split(/[\s_.-]+/).some((word) => name.test(plainWord(word))),
  );
  return named[0] ?? (columns.length === 1 ? columns[0] : undefined);
}

const mostValues = 1000;

async function profileOf(
  warehouse: Warehouse,
  { rows }: RelatedInput,
  query: string,
): Promise<ColumnProfile> {
  const counted = await warehouse.rows(
    `select ${made} as value, count(*) as n from (${query}) q group by 1 order by n desc, value limit ${mostValues}`,
  );
  const values = counted.map(({ value, n }) => ({ value: String(value), rows: Number(n) }));
  return {
    name: made,
    type: 'varchar',
    rows,
    filled: rows,
    distinct: values.length,
    sample: values.map(({ value }) => value),
    common: values.slice(0, 20),
  };
}
