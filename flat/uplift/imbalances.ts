import type { FeatureColumn } from '../../models/types.ts';
import type { Trial } from '../../models/uplift.ts';

/** A column known before whose mean, or share of a level, is not the same in an arm as in the control. */
export interface Imbalance {
  readonly column: string;
  readonly arm: string;
  /** Difference over its standard error. */
  readonly z: number;
}

/** A lot makes a larger difference in one of 15,000 comparisons. */
const largest = 4;
const fewestRows = 20;

/**
 * Columns that say who was contacted. What was known before a lot was drawn cannot: either nobody drew, or the column holds what
 * happened afterwards.
 */
export function imbalancesOf({ table, arm }: Trial, names: readonly string[]): Imbalance[] {
  return names
    .flatMap((name, a) =>
      table.columns.map((column) => ({ column: column.name, arm: name, z: largestZ(column, arm, a + 1) })),
    )
    .filter(({ z }) => Math.abs(z) > largest)
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
}

function largestZ(column: FeatureColumn, arm: Uint8Array, treated: number): number {
  const parts = column.kind === 'number' ? numberParts(column.values) : levelParts(column);
  return parts
    .map((part) => zOf(part, arm, treated))
    .reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
}

/** The known values, and whether they are known. */
const numberParts = (values: Float64Array): Float64Array[] => [
  values,
  values.map((value) => Number(Number.isNaN(value))),
];

const levelParts = ({ codes, levels }: Extract<FeatureColumn, { kind: 'category' }>): Float64Array[] =>
  [-1, ...levels.keys()].map((level) => Float64Array.from(codes, (code) => Number(code === level)));

function zOf(values: Float64Array, arm: Uint8Array, treated: number): number {
  const sides = [treated, 0].map((own) => moments(values, arm, own));
  if (sides.some(({ n }) => n < fewestRows)) return 0;
  const error = Math.sqrt(sides.reduce((sum, { n, variance }) => sum + variance / n, 0));
  return error > 0 ? (sides[0]!.mean - sides[1]!.mean) / error : 0;
}

function moments(values: Float64Array, arm: Uint8Array, own: number) {
  const known = values.filter((value, i) => arm[i] === own && !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { n: known.length, mean, variance };
}
