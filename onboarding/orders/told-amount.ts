import type { ColumnProfile } from '../../contracts/profile.ts';
import type { AmountRole } from './amount-roles.ts';

/** The columns that a person names for the amount: one, or units, price and what is taken off, as `Qty * Price - Discount`. */
export function namesOfAmount(said: string, known: readonly string[]): string[] {
  if (known.includes(said)) return [said];
  const [, quantity, price, less] = /^(.+?)\s*\*\s*(.+?)(?:\s+-\s+(.+))?$/.exec(said) ?? [];
  return quantity === undefined || price === undefined ? [said] : [quantity, price, ...(less ? [less] : [])];
}

/** The amount as a person says it; null where a table has not all of its columns. */
export function toldAmount(said: string, columns: readonly ColumnProfile[]): AmountRole | null {
  const names = namesOfAmount(
    said,
    columns.map(({ name }) => name),
  );
  const [first, price, less] = names.map((name) => columns.find((column) => column.name === name));
  if (first === undefined || (names.length > 1 && price === undefined)) return null;
  if (price === undefined) return { kind: 'row', amount: first };
  return names.length > 2 && less === undefined
    ? null
    : { kind: 'product', quantity: first, price, less: less ?? null };
}
