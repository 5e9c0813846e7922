import { write } from '../../pipeline/reports/format.ts';
import { type GapCount, quantile } from '../read/measure.ts';
import { learningDates, planFor, type Waits } from './plan-for.ts';

/** Numbers of days that people think in. */
const roundDays = [
  7, 10, 14, 21, 28, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365, 450, 540, 730,
];
/** Fewer gaps than this say too little. */
const leastGaps = 100;
/** For contracts, and where gaps say too little. */
export const usualHorizon = 90;
const shortest = 7;
/** Fewer dates to learn from than this are few. */
const fewOrigins = 3;

export interface Horizon {
  readonly days: number;
  readonly note: string;
}

/**
 * The churn horizon: a round number of days between the 90th and the 95th percentile of the gaps between purchases, so
 * that a customer who lets it pass has been away longer than nine in ten who came back. A history too short for that
 * gets a shorter one: down to the 85th percentile for the sake of a few dates to learn from, and in any case one of which
 * the history holds two windows, one to learn from and a later one to judge by.
 * @param history Days that the data cover.
 */
export function proposeHorizon(gaps: readonly GapCount[], history: number, waits: Waits): Horizon {
  const count = gaps.reduce((sum, { times }) => sum + times, 0);
  const longest = longestHorizon(history, waits);
  if (count < leastGaps) {
    const days = Math.min(usualHorizon, longest);
    return { days, note: `guessed: ${count} gaps between purchases were found, too few to measure` };
  }
  const [least, ninety, ninetyFive] = [0.85, 0.9, 0.95].map((share) => quantile(gaps, share)) as [
    number,
    number,
    number,
  ];
  const wanted = roundDays.find((days) => days >= ninety && days <= ninetyFive) ?? roundUp(ninety);
  const found = `half of the ${write.count(count)} gaps between purchases are ${quantile(gaps, 0.5)} days or less, 9 in 10 are ${ninety} or less, 95 in 100 are ${ninetyFive} or less`;
  const roomy = longestHorizon(history, waits, fewOrigins);
  const shorter = Math.min(roomy, wanted);
  if (shorter === wanted) return { days: wanted, note: found };
  if (shorter >= least)
    return {
      days: shorter,
      note: `${found}. ${wanted} days would fit, but ${history} days of history would leave fewer than ${fewOrigins} dates to learn from; ${shareWithin(gaps, shorter)} of the gaps are ${shorter} or less`,
    };
  if (wanted <= longest) return { days: wanted, note: found };
  return {
    days: longest,
    note: `${found}. ${wanted} days would fit, but ${history} days of history do not hold one such window to learn from and a later one to judge on; with more history, raise it`,
  };
}

function shareWithin(gaps: readonly GapCount[], days: number): string {
  const all = gaps.reduce((sum, { times }) => sum + times, 0);
  const within = gaps.reduce((sum, { gap, times }) => sum + (gap <= days ? times : 0), 0);
  return `${Math.round((100 * within) / all)}%`;
}

/** The longest round horizon of which a history holds a window to judge by and, before it, so many dates to learn from. */
export function longestHorizon(history: number, waits: Waits, origins = 1): number {
  const fits = (days: number) => {
    const plan = planFor(history, waits, { churn: days, observed: days, value: days });
    return plan !== null && learningDates(plan).length >= origins;
  };
  return Math.max(shortest, ...roundDays.filter(fits));
}

/** Whether a history is long enough for any horizon at all. */
export const isTooShort = (history: number, waits: Waits): boolean =>
  planFor(history, waits, { churn: shortest, observed: shortest, value: shortest }) === null;

/** The smallest round number of days from here; beyond the list, whole years. */
export const roundUp = (days: number): number =>
  roundDays.find((round) => round >= days) ?? Math.ceil(days / 365) * 365;

/** Customers away for four horizons are gone, for a year at most; never less than two horizons. */
export function proposeLookback(horizon: number): number {
  const wanted = Math.max(2 * horizon, Math.min(365, 4 * horizon));
  return roundUp(wanted);
}
