import type { FeatureColumn } from '../../models/types.ts';

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
 * @param names of the arms, without the control
 */
export function imbalancesOf(
  columns: readonly FeatureColumn[],
  arm: Uint8Array,
  names: readonly string[],
): Imbalance[] {
  return names
    .flatMap((name, a) =>
      columns.map((column) => ({ column: column.name, arm: name, z: largestZ(column, arm, a + 1) })),
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

/** By the variance of both arms together: one that is the same in all of an arm, as `sent` is, has none inside the arms. */
function zOf(values: Float64Array, arm: Uint8Array, treated: number): number {
  const known = (own: readonly number[]) =>
    values.filter((value, i) => own.includes(arm[i]!) && !Number.isNaN(value));
  const [contacted, control] = [momentsOf(known([treated])), momentsOf(known([0]))];
  if (contacted.n < fewestRows || control.n < fewestRows) return 0;
  const { variance } = momentsOf(known([treated, 0]));
  const error = Math.sqrt(variance * (1 / contacted.n + 1 / control.n));
  return error > 0 ? (contacted.mean - control.mean) / error : 0;
}

function momentsOf(known: Float64Array) {
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { n: known.length, mean, variance };
}
