import type { Worth } from '../../../contracts/artefacts/drivers-report.ts';
import type { Slope } from '../../../models/effects.ts';

/** How sure every interval is, and how seldom anything at all is called a driver that is none. */
export const level = 0.95;
export const falseAlarms = 0.05;

/** Per standard deviation: points of retention, and share of the mean margin, within which nothing is moved that matters. */
export const narrow = { retention: 0.02, marginShare: 0.05 } as const;

/** From fewer customers nothing is told. */
export const fewestCustomers = 200;

/** Standard errors of an effect that is seen in four of five cases. */
const seen = 2.8;

export interface Judged {
  readonly adjusted: Slope;
  readonly plain: Slope;
  readonly deviation: number;
  /** Largest effect of a standard deviation that does not matter. */
  readonly narrow: number;
  readonly adjustedP: number;
}

/** A slope in words: it moves the figure, it does not, or that is not known yet. */
export function worthOf({ adjusted, plain, deviation, narrow, adjustedP }: Judged): Worth {
  const { value, low, high, standardError, p } = adjusted;
  const perDeviation = { value: value * deviation, low: low * deviation, high: high * deviation };
  const isSmall = Math.max(Math.abs(perDeviation.low), Math.abs(perDeviation.high)) <= narrow;
  return {
    perUnit: { value, low, high },
    perDeviation,
    plain: { value: plain.value, low: plain.low, high: plain.high },
    p,
    adjustedP,
    smallest: seen * standardError,
    verdict: adjustedP <= falseAlarms ? 'moves' : isSmall ? 'does not' : 'not known yet',
  };
}
