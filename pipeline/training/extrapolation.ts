import type { ExtrapolatedBy, Extrapolation } from '../../contracts/artefacts/model-entry.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { FeatureTable } from '../../models/types.ts';
import { write } from '../reports/format.ts';

/** Customers by how often they had ordered at the as-of date. */
export const frequencyStrata = ['no order', 'one order', 'several orders'] as const;

/** Values of customers at one as-of date over both windows: realised where both have matured, else expected by a model. */
export interface ValuesOverBoth {
  readonly stratum: Uint8Array;
  readonly observed: Float64Array;
  readonly full: Float64Array;
}

/** Index into `frequencyStrata` of each count of orders; not known counts as none. */
export function frequencyStratum(orders: Float64Array): Uint8Array {
  return Uint8Array.from(orders, (count) => (count >= 2 ? 2 : count >= 1 ? 1 : 0));
}

/** The frequency stratum of each row of a table of features; a business without orders has one stratum. */
export function ordersOf({ columns, rowCount }: FeatureTable): Uint8Array {
  const orders = columns.find(({ name }) => name === 'orders_total');
  return orders?.kind === 'number' ? frequencyStratum(orders.values) : new Uint8Array(rowCount);
}

/** Nothing to extrapolate: the observed days are the whole horizon. */
export const noExtrapolation: Extrapolation = {
  by: 'nothing',
  factors: [1, 1, 1],
  rows: [0, 0, 0],
  pooled: 1,
  notes: [],
};

/**
 * Learns Σ full ÷ Σ observed per frequency stratum. A stratum with fewer rows than `floor`, or whose sums give no
 * positive ratio, takes the pooled ratio, and a note says so where it has any. Rows with NaN in either value are left out.
 * @throws HoldfastError where not even the pooled ratio is positive.
 */
export function learnExtrapolation(
  values: ValuesOverBoth,
  floor = 200,
  by: ExtrapolatedBy = 'matured date',
): Extrapolation {
  const sums = sumByStratum(values);
  const pooled = ratio(sums.reduce(add));
  if (pooled === null) {
    throw new HoldfastError(
      'The value beyond the observed days cannot be learned: no customer of the oldest as-of date with a full CLV horizon was worth anything. Shorten clv.horizonDays or set clv.observedDays to it.',
    );
  }
  const notes: string[] = [];
  const factors = sums.map((sum, i) => {
    const own = sum.rows < floor ? null : ratio(sum);
    if (own === null && sum.rows > 0)
      notes.push(pooledNote(frequencyStrata[i] ?? '', sum.rows, floor, pooled));
    return own ?? pooled;
  });
  return { by, factors, rows: sums.map((sum) => sum.rows), pooled, notes };
}

interface Sums {
  readonly rows: number;
  readonly observed: number;
  readonly full: number;
}

function sumByStratum({ stratum, observed, full }: ValuesOverBoth): Sums[] {
  const sums = frequencyStrata.map(() => ({ rows: 0, observed: 0, full: 0 }));
  for (let i = 0; i < stratum.length; i++) {
    const sum = sums[stratum[i]!];
    if (sum === undefined) throw new RangeError(`No frequency stratum ${stratum[i]}`);
    if (Number.isNaN(observed[i]!) || Number.isNaN(full[i]!)) continue;
    sum.rows++;
    sum.observed += observed[i]!;
    sum.full += full[i]!;
  }
  return sums;
}

const add = (a: Sums, b: Sums): Sums => ({
  rows: a.rows + b.rows,
  observed: a.observed + b.observed,
  full: a.full + b.full,
});

const ratio = ({ observed, full }: Sums): number | null =>
  observed > 0 && full > 0 ? full / observed : null;

const pooledNote = (stratum: string, rows: number, floor: number, pooled: number): string =>
  rows < floor
    ? `Value beyond the observed days, customers with ${stratum}: ${rows} to learn from (${floor} needed), so the ratio of all customers (${write.number(pooled, 2)}) is used`
    : `Value beyond the observed days, customers with ${stratum}: their observed value is not above zero, so the ratio of all customers (${write.number(pooled, 2)}) is used`;
