import { ModelDataError } from '../errors.ts';

/**
 * What the buying models know of each customer. Times are in one unit, which the fitted parameters then share: days
 * unless the caller says otherwise. The purchases of one day count as one.
 */
export interface Histories {
  /** Purchases after the first: x of the literature. */
  readonly repeats: Float64Array;
  /** Time from the first purchase to the last, 0 where there is one only: t_x. */
  readonly lastAt: Float64Array;
  /** Time from the first purchase to the last day observed: T. */
  readonly age: Float64Array;
}

/** What each customer spends at a purchase. */
export interface Spending {
  /** Purchases that the mean is taken over; 0 where nothing is known. */
  readonly purchases: Float64Array;
  /** Mean money of these purchases; not read where there are none. */
  readonly mean: Float64Array;
}

/** @throws ModelDataError naming the first row that no customer can have */
export function checkHistories({ repeats, lastAt, age }: Histories): void {
  if (repeats.length === 0) throw new ModelDataError('There is no customer to fit a model of buying to.');
  if (lastAt.length !== repeats.length || age.length !== repeats.length) {
    throw new ModelDataError(
      `Histories have ${repeats.length} counts, ${lastAt.length} last purchases and ${age.length} ages: give one of each per customer.`,
    );
  }
  for (let i = 0; i < repeats.length; i++) {
    const fault = faultOf(repeats[i], lastAt[i], age[i]);
    if (fault !== null) throw new ModelDataError(`Row ${i} of the purchase histories ${fault}`);
  }
}

function faultOf(repeats: number, lastAt: number, age: number): string | null {
  if (!(Number.isInteger(repeats) && repeats >= 0)) {
    return `has ${repeats} repeat purchases: count the days with a purchase after the first.`;
  }
  if (!(lastAt >= 0 && lastAt <= age && age < Infinity)) {
    return `has its last purchase at ${lastAt} and is observed until ${age}: both count from the first purchase, and 0 ≤ last ≤ observed.`;
  }
  if (repeats === 0 && lastAt > 0)
    return `has no repeat purchase, and yet its last at ${lastAt}: set it to 0.`;
  if (repeats > 0 && lastAt === 0) {
    return `has ${repeats} repeat purchases at the time of its first: count the purchases of one day once.`;
  }
  return null;
}
