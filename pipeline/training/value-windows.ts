import type { Schedule } from '../../contracts/artefacts/schedule.ts';

/** The windows that value is extrapolated between, and how it is discounted. */
export interface ValueWindows extends Pick<Schedule, 'observedDays' | 'valueDays' | 'churnDays'> {
  /** A year's. */
  readonly discountRate: number;
}

/** ln(1 + rate) / 365: the force of interest a day, as labels are discounted by. */
export const forceOfInterest = ({ discountRate }: ValueWindows): number => Math.log1p(discountRate) / 365;
