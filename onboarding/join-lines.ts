import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';
import type { Match } from './match-columns.ts';
import { find } from './propose-columns.ts';
import { sqlName, sqlText } from './sql-of-column.ts';
import { matchAs, type Recognised, recogniseAs } from './which-source.ts';

/** This share of an order's header rows must have a number of their own. */
const unique = 0.99;

/**
 * Orders kept in two tables: one row per order with customer and time, and its lines with the amounts, joined by the
 * order's number. Null where the inputs hold no such pair.
 */
export function joinLines(inputs: readonly InputProfile[]): Recognised | null {
  const header = inputs.map((input) => matchAs('orders', input)).find(isHeader);
  if (!header) return null;
  const lines = inputs
    .filter((input) => input !== header.input)
    .map((input) => matchAs('orders', input))
    .filter((found) => find(found, 'order_id') && (find(found, 'amount') || found.unitPrice))
    .sort((a, b) => b.score - a.score)[0];
  if (!lines) return null;
  const carried = carriedColumns(header, lines);
  const input = {
    ...lines.input,
    name: `${lines.input.name}_${header.input.name}`,
    columns: [...lines.input.columns, ...carried.map(({ as, column }) => ({ ...column, name: as }))],
  };
  const found = recogniseAs('orders', input);
  return found && { ...found, query: queryOf(header, lines, carried), inputs: [lines.input, header.input] };
}

function isHeader(found: Recognised): boolean {
  const order = find(found, 'order_id')?.column;
  const whole = find(found, 'customer_id') !== undefined && find(found, 'ordered_at') !== undefined;
  return whole && order !== undefined && order.distinct >= unique * order.filled;
}

interface Carried {
  readonly column: ColumnProfile;
  readonly as: string;
}

/** What the header tells of every line, under a name that the lines do not have. */
function carriedColumns(header: Recognised, lines: Recognised): Carried[] {
  const order = find(header, 'order_id')?.column.name;
  const taken = new Set(lines.input.columns.map(({ name }) => name.toLowerCase()));
  const known = new Set(lines.matches.map(({ name }) => name));
  const twice = new Set(
    header.matches.filter(({ name }) => known.has(name)).map(({ column }) => column.name),
  );
  return header.input.columns
    .filter(({ name }) => name !== order && !twice.has(name))
    .map((column) => ({
      column,
      as: taken.has(column.name.toLowerCase()) ? `order_${column.name}` : column.name,
    }));
}

/** Lines whose order is missing stay, and are set aside by the checks for want of a customer. */
function queryOf(header: Recognised, lines: Recognised, carried: readonly Carried[]): string {
  const number = (found: Recognised, table: string) => {
    const { name, type } = (find(found, 'order_id') as Match).column;
    const column = `${table}.${sqlName(name)}`;
    return sqlText({ name, type }) === sqlName(name) ? column : `cast(${column} as varchar)`;
  };
  const columns = carried.map(({ column, as }) => {
    const name = `h.${sqlName(column.name)}`;
    return as === column.name ? name : `${name} as ${sqlName(as)}`;
  });
  return `select l.*, ${columns.join(', ')}
from ${sqlName(lines.input.name)} l
left join ${sqlName(header.input.name)} h on ${number(header, 'h')} = ${number(lines, 'l')}`;
}
