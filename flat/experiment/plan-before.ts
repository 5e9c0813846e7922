import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { identifier, literal } from '../../pipeline/sql/sql-text.ts';
import { contentOf, textSql } from '../content.ts';
import { findColumn } from '../find-column.ts';
import { whyNoNumber } from '../why-no-number.ts';
import type { ReadAs } from './plan.ts';

const mostLevels = 30;
/** A rarer value stands with the most frequent one. */
const fewestRows = 10;

/**
 * What was known before anybody was contacted, as numbers: words become a column of 1 and 0 for each value.
 * @throws ConfigError for texts, dates and words with many values
 */
export async function planBefore(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  names: readonly string[],
): Promise<ReadAs[]> {
  const planned: ReadAs[] = [];
  for (const name of names) {
    const column = findColumn(input, '--before', name);
    const { kind } = contentOf(column);
    if (kind === 'number' && isNumbering(column))
      throw new ConfigError(
        `--before ${name}: every row has a different whole number, like an id, which says nothing about a customer. Leave it out, or name it with --id`,
      );
    if (kind === 'category') planned.push(...(await flagsOf(warehouse, table, name)));
    else planned.push(numberColumn(input, '--before', name));
  }
  return planned;
}

/** Fewer rows may have different amounts by chance. */
const fewestNumbered = 50;
const idWords = /(^|[^a-z])(id|ids|no|nr|num|number|key|index|row)$/i;

/** Numbers that only tell rows apart: whole, never twice, and close to each other or called an id. */
function isNumbering({ name, filled, distinct, sample }: ColumnProfile): boolean {
  if (filled < fewestNumbered || distinct < filled) return false;
  const numbers = sample.map(Number);
  if (!numbers.every(Number.isInteger)) return false;
  const span = Math.max(...numbers) - Math.min(...numbers) + 1;
  return span <= 2 * filled || idWords.test(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
}

/**
 * @param maybeTheSame whether one number for everybody will do, as of a cost
 * @throws ConfigError where the column holds no numbers
 */
export function numberColumn(
  input: InputProfile,
  option: string,
  name: string,
  { maybeTheSame }: { readonly maybeTheSame: boolean } = { maybeTheSame: false },
): ReadAs {
  const column = findColumn(input, option, name);
  const looked = maybeTheSame && column.distinct === 1 ? { ...column, rows: column.rows + 1 } : column;
  const content = contentOf(looked);
  if (content.kind === 'number') return { name, sql: content.sql };
  throw new ConfigError(`${option} ${name}: ${whyNoNumber(looked)}`);
}

async function flagsOf(warehouse: Warehouse, table: string, name: string): Promise<ReadAs[]> {
  const text = `coalesce(${textSql(name)}, '')`;
  const found = await warehouse.rows(
    `select ${text} as level, count(*) as n from ${identifier(table)} group by 1 order by 2 desc, 1 limit ${mostLevels + 1}`,
  );
  if (found.length > mostLevels)
    throw new ConfigError(
      `--before ${name}: its values are not numbers, and more than ${mostLevels} different words are too many; group them first`,
    );
  const told = found.slice(1).filter(({ n }) => Number(n) >= fewestRows);
  if (told.length === 0)
    throw new ConfigError(
      `--before ${name}: no value but the most frequent is in ${fewestRows} rows or more, so it tells nothing; leave it out`,
    );
  return told.map(({ level }) => ({
    name: `${name} = ${level === '' ? 'blank' : String(level)}`,
    sql: `case when ${text} = ${literal(String(level))} then 1e0 else 0e0 end`,
  }));
}
