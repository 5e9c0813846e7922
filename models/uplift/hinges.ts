import { quantile } from '../quality/metrics/cluster-bootstrap.ts';
import type { CategoryColumn, FeatureTable, NumberColumn } from '../types.ts';

/** One standardised column of a linear model: what it makes of a value of its feature. */
export interface Term {
  readonly feature: string;
  of(value: number | string | null): number;
}

/** Beyond these quantiles a number counts as the quantile. */
const tails = [0.005, 0.995] as const;
const knots = [1 / 3, 2 / 3] as const;
/** From more features on hinges would cost more than they tell. */
const mostHinged = 40;
const mostLevels = 20;
/** A flag held by a smaller share of the rows tells nothing. */
const rarest = 0.01;

/** Straight lines and two hinges a number, a flag a level and one for what is not known. Learned from features alone. */
export const termsOf = ({ columns, rowCount }: FeatureTable): Term[] =>
  columns.flatMap((column) =>
    column.kind === 'number'
      ? numberTerms(column, columns.length <= mostHinged)
      : levelTerms(column, rowCount),
  );

function numberTerms({ name, values }: NumberColumn, hinged: boolean): Term[] {
  const known = values.filter(Number.isFinite).sort();
  if (known.length === 0) return [];
  const [low, high] = tails.map((share) => quantile(known, share)) as [number, number];
  const usual = quantile(known, 0.5);
  const read = (value: number | string | null) =>
    typeof value === 'number' && !Number.isNaN(value) ? Math.min(high, Math.max(low, value)) : usual;
  const hinges = hinged
    ? [...new Set(knots.map((share) => quantile(known, share)))].filter((knot) => knot > low && knot < high)
    : [];
  const made = [
    read,
    ...hinges.map((knot) => (value: number | string | null) => Math.max(0, read(value) - knot)),
    (value: number | string | null) => Number(typeof value !== 'number' || Number.isNaN(value)),
  ];
  return made.flatMap((of) => standardised(name, of, values));
}

function levelTerms({ name, codes, levels }: CategoryColumn, rowCount: number): Term[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const told = [...counts.keys()]
    .sort((a, b) => counts.get(b)! - counts.get(a)! || a - b)
    .slice(0, mostLevels)
    .filter((code) => counts.get(code)! >= rarest * rowCount);
  const texts = Array.from(codes, (code) => levels[code] ?? null);
  return told.flatMap((code) => {
    const level = levels[code] ?? null;
    return standardised(name, (value) => Number(value === level), texts);
  });
}

/** With mean 0 and variance 1 over the rows; none where all rows have the same, or all but a few. */
function standardised(feature: string, of: Term['of'], values: ArrayLike<number | string | null>): Term[] {
  const made = Float64Array.from(values, of as (value: number | string | null) => number);
  const mean = made.reduce((sum, v) => sum + v, 0) / made.length;
  const deviation = Math.sqrt(made.reduce((sum, v) => sum + (v - mean) ** 2, 0) / made.length);
  const flag = made.every((v) => v === 0 || v === 1);
  if (!(deviation > 1e-9 * (1 + Math.abs(mean))) || (flag && Math.min(mean, 1 - mean) < rarest)) return [];
  return [{ feature, of: (value) => (of(value) - mean) / deviation }];
}

/** The terms of all rows of a table, row by row; a column that the table lacks is not known in any of them. */
export function designOf(terms: readonly Term[], { columns, rowCount }: FeatureTable): Float64Array {
  const design = new Float64Array(rowCount * terms.length);
  const byName = new Map(columns.map((column) => [column.name, column]));
  terms.forEach(({ feature, of }, t) => {
    const column = byName.get(feature);
    for (let i = 0; i < rowCount; i++) design[i * terms.length + t] = of(valueAt(column, i));
  });
  return design;
}

function valueAt(column: FeatureTable['columns'][number] | undefined, i: number): number | string | null {
  if (column === undefined) return null;
  return column.kind === 'number' ? column.values[i] : (column.levels[column.codes[i]] ?? null);
}
