import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { currencyOf, markSql } from '../../pipeline/recognise/number-format.ts';
import { write } from '../../pipeline/reports/format.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';
import { contentOf, textSql } from '../content.ts';

/** More different words beside numbers than this are no currencies. */
const mostMarks = 50;

/**
 * Amounts of two currencies are no amounts that can be added up.
 * @throws DataRefusedError where one column names several, ConfigError where it names another than the one that was said
 */
export async function refuseCurrencies(
  warehouse: Warehouse,
  table: string,
  { columns }: InputProfile,
  { names, currency }: { readonly names: readonly string[]; readonly currency: string | undefined },
): Promise<void> {
  for (const column of columns.filter(({ name }) => names.includes(name))) {
    if (contentOf(column).kind !== 'number') continue;
    const marks = await marksOf(warehouse, table, column.name);
    const named = [...new Set(marks.flatMap((mark) => currencyOf(mark) ?? []))].sort();
    if (named.length > 1)
      throw new DataRefusedError(
        `"${column.name}" holds amounts in ${named.join(' and ')}: convert them to one currency first`,
      );
    if (currency === undefined || named.length === 0 || named[0] === currency) continue;
    if (marks.includes(narrowSign(currency))) continue;
    throw new ConfigError(`--currency ${currency}: "${column.name}" is in ${named[0]}`);
  }
}

/** A column's name that says in which currency a row's amounts are, in the six languages. */
const namesCurrency = /curr|währung|wahrung|waehrung|valut|walut|moned|devise|валют/i;

/**
 * The same where a column of its own says in which currency a row's amounts are.
 * @throws DataRefusedError where it says several, ConfigError where it says another than the one that was said
 */
export async function refuseCurrencyColumn(
  warehouse: Warehouse,
  table: string,
  { columns }: InputProfile,
  currency: string | undefined,
): Promise<void> {
  for (const { name } of columns.filter((column) => namesCurrency.test(column.name))) {
    const marks = await marksOf(warehouse, table, name);
    const named = [...new Set(marks.map(currencyOf))].sort();
    if (named.length === 0 || named.includes(null)) continue;
    if (named.length > 1)
      throw new DataRefusedError(
        `"${name}" says that amounts are in ${named.join(' and ')}: convert them to one currency first`,
      );
    if (currency !== undefined && named[0] !== currency)
      throw new ConfigError(`--currency ${currency}: "${name}" says that amounts are in ${named[0]}`);
  }
}

async function marksOf(warehouse: Warehouse, table: string, name: string): Promise<string[]> {
  const found = await warehouse.rows(
    `select distinct ${markSql(textSql(name))} as mark from ${identifier(table)} order by 1 limit ${mostMarks}`,
  );
  return found.flatMap(({ mark }) => (mark === null || mark === '' ? [] : [String(mark)]));
}

/** The sign that a currency shares with others, as $ of all dollars. */
const narrowSign = (currency: string): string =>
  write
    .money(0, currency, 0)
    .replaceAll(/[\d\s]/g, '')
    .toLowerCase();
