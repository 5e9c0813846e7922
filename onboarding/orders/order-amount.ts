import type { ColumnProfile } from '../../contracts/profile.ts';
import { numberOf } from '../read/read-column.ts';
import { into, sqlName, sqlText } from '../read/sql-of-column.ts';
import type { OrderFindings } from '../tables/which-source.ts';
import type { AmountRole } from './amount-roles.ts';
import { isPercent, isRate } from './like-amounts.ts';

/** A column's numbers as exact decimals. */
export function asDecimal(column: ColumnProfile, digits = 18): string {
  const sql = numberOf(column)?.sql;
  return `try_cast(${sql === undefined ? sqlName(column.name) : into(sql, column)} as decimal(${digits},4))`;
}

/** A factor of so many digits makes DuckDB multiply with 38: two of 18 overflow at ten thousand million, a van in rupiah. */
const digitsOfFactor = 19;

/**
 * What a row's amount is, as a decimal.
 * @param once Columns within which an order's total counts once; null where that does not matter.
 */
export function sqlOfAmount(found: OrderFindings | AmountRole, once: readonly string[] | null): string {
  const role = 'roles' in found ? found.amount.role : found;
  switch (role.kind) {
    case 'row':
      return role.less === undefined
        ? asDecimal(role.amount)
        : `(${asDecimal(role.amount)} - coalesce(abs(${asDecimal(role.less)}), 0))`;
    case 'product': {
      const product = `${asDecimal(role.quantity, digitsOfFactor)} * ${asDecimal(role.price)}`;
      if (role.less === null) return product;
      const less = `coalesce(abs(${asDecimal(role.less)}), 0)`;
      if (isRate(role.less)) return `(${product} * (1 - ${less}))`;
      return isPercent(role.less) ? `(${product} * (1 - ${less} / 100))` : `(${product} - ${less})`;
    }
    case 'sides':
      return `(coalesce(abs(${asDecimal(role.amount)}), 0) - coalesce(abs(${asDecimal(role.back)}), 0))`;
    case 'total':
      return once === null ? asDecimal(role.amount) : countedOnce(asDecimal(role.amount), once);
  }
}

/** On the first row of the order alone. */
const countedOnce = (value: string, [order = '', ...others]: readonly string[]): string =>
  `case when row_number() over (partition by ${order} order by ${others.join(', ')}) = 1 then ${value} else 0 end`;

/** The order's number and what its rows differ in, for `sqlOfAmount`. */
export function rowsOfOrder(
  { roles }: OrderFindings,
  columns: readonly ColumnProfile[],
  twice: boolean,
): string[] {
  const order = roles.order ? sqlText(roles.order) : 'null';
  const group = twice ? `${order}, entry` : order;
  return [group, ...columns.filter(({ name }) => name !== roles.order?.name).map(sqlText)];
}
