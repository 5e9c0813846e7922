import type { ColumnProfile } from '../../contracts/profile.ts';
import type { AmountRole } from './amount-roles.ts';

interface Said {
  readonly kind: 'row' | 'product' | 'sides';
  readonly names: readonly string[];
}

const product = /^(.+?)\s*\*\s*(.+?)(?:\s+-\s+(.+))?$/;
const sides = /^(.+?)\s+-\s+(.+)$/;

function partsOf(said: string, known: readonly string[]): Said {
  if (known.includes(said)) return { kind: 'row', names: [said] };
  for (const [kind, pattern] of [['product', product] as const, ['sides', sides] as const]) {
    const names = pattern
      .exec(said)
      ?.slice(1)
      .filter((name) => name !== undefined);
    if (names) return { kind, names };
  }
  return { kind: 'row', names: [said] };
}

/**
 * The columns that a person names for the amount: one; units, price and what is taken off, as `Qty * Price - Discount`; or
 * what was sold and what was paid back, as `Debit - Credit`.
 */
export const namesOfAmount = (said: string, known: readonly string[]): readonly string[] =>
  partsOf(said, known).names;

/** The amount as a person says it; null where a table has not all of its columns. */
export function toldAmount(said: string, columns: readonly ColumnProfile[]): AmountRole | null {
  const { kind, names } = partsOf(
    said,
    columns.map(({ name }) => name),
  );
  const found = names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const [first, second, less = null] = found;
  if (first === undefined || found.length < names.length) return null;
  if (second === undefined) return { kind: 'row', amount: first };
  return kind === 'sides'
    ? { kind, amount: first, back: second }
    : { kind: 'product', quantity: first, price: second, less };
}
