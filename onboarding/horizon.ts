import { addDays, daysBetween } from '../contracts/business-day.ts';
import { type GapCount, quantile } from './measure.ts';
import type { ProposedClv, ProposedTraining } from './proposal.ts';

/** Numbers of days that people think in. */
const roundDays = [
  7, 10, 14, 21, 28, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365, 450, 540, 730,
];
/** Fewer gaps than this say too little. */
const leastGaps = 100;
/** For contracts, and where gaps say too little. */
export const usualHorizon = 90;
const shortest = 7;
/** Days between the as-of dates to learn from, how many there are at most, and how few are too few. */
const everyDays = 30;
const mostOrigins = 6;
const fewOrigins = 3;

export interface Horizon {
  readonly days: number;
  readonly note: string;
}

/** What takes of a history beside the horizon itself. */
export interface Waits {
  /** Days that rows arrive late. */
  readonly lag: number;
  /** Contractual: days after an end within which another contract makes it no churn. */
  readonly grace: number;
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
    return { days, note: `guessed: ${count} gaps between purchases were found, too few to measure by` };
  }
  const [least, ninety, ninetyFive] = [0.85, 0.9, 0.95].map((share) => quantile(gaps, share)) as [
    number,
    number,
    number,
  ];
  const wanted = roundDays.find((days) => days >= ninety && days <= ninetyFive) ?? roundUp(ninety);
  const found = `half of the ${count.toLocaleString('en')} gaps between purchases are ${quantile(gaps, 0.5)} days or less, 9 in 10 are ${ninety} or less, 95 in 100 are ${ninetyFive} or less`;
  const roomy = longestHorizon(history - (fewOrigins - 1) * everyDays, waits);
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
    note: `${found}. ${wanted} days would fit, but ${history} days of history hold no such window to learn from and a later one to judge by; with more history, raise it`,
  };
}

function shareWithin(gaps: readonly GapCount[], days: number): string {
  const all = gaps.reduce((sum, { times }) => sum + times, 0);
  const within = gaps.reduce((sum, { gap, times }) => sum + (gap <= days ? times : 0), 0);
  return `${Math.round((100 * within) / all)}%`;
}

/** The longest round horizon of which a history holds two: one to learn from, one to judge by. */
export function longestHorizon(history: number, { lag, grace }: Waits): number {
  const fits = (days: number) => minHistory(history) + 2 * (lag + grace + days) <= history;
  return Math.max(shortest, ...roundDays.filter(fits));
}

/** Whether a history is long enough for any horizon at all. */
export const isTooShort = (history: number, { lag, grace }: Waits): boolean =>
  minHistory(history) + 2 * (lag + grace + shortest) > history;

/** The smallest round number of days from here; beyond the list, whole years. */
export const roundUp = (days: number): number =>
  roundDays.find((round) => round >= days) ?? Math.ceil(days / 365) * 365;

/** No as-of date with less history than this: 90 days, a quarter of the history where that is short. */
export const minHistory = (history: number): number => Math.max(14, Math.min(90, Math.floor(history / 4)));

/** Customers away for four horizons are gone, for a year at most; never less than two horizons. */
export function proposeLookback(horizon: number): number {
  const wanted = Math.max(2 * horizon, Math.min(365, 4 * horizon));
  return roundUp(wanted);
}

export interface Schedule {
  readonly clv: ProposedClv;
  readonly training: ProposedTraining;
}

const year = 365;

/**
 * As-of dates and value windows that a history allows, as `pipeline/features/schedule.ts` lays them out: one window of
 * length W = max(horizon and grace, observed value) is kept at the end to judge by; training dates lie a whole window
 * before that, at least `minHistory` after the first day, every 30 days backwards. Value is observed over a year where
 * two such windows fit, else over the churn horizon and the rest of a year extrapolated from a date that a year follows,
 * if there is one.
 */
export function proposeSchedule(first: string, dataUntil: string, horizon: number, waits: Waits): Schedule {
  const history = daysBetween(first, dataUntil);
  const { lag, grace } = waits;
  const least = minHistory(history);
  const settled = horizon + grace;
  const twoYears = least + 2 * (lag + Math.max(year, settled)) <= history;
  const observedDays = twoYears ? Math.max(year, horizon) : horizon;
  const window = Math.max(settled, observedDays);
  const room = history - least - 2 * (lag + window);
  const origins = Math.max(1, Math.min(mostOrigins, Math.floor(room / everyDays) + 1));
  const horizonDays = least + lag + year <= history ? Math.max(year, observedDays) : observedDays;
  const latest = addDays(dataUntil, -2 * (lag + window));
  const judged = addDays(dataUntil, -lag - window);
  return {
    clv: { horizonDays, observedDays, note: clvNote(history, observedDays, horizonDays) },
    training: {
      origins,
      everyDays,
      minHistoryDays: least,
      note: `learns from ${origins === 1 ? 'one as-of date' : `${origins} as-of dates, the latest`} ${latest}; judged on ${judged}`,
    },
  };
}

function clvNote(history: number, observed: number, horizon: number): string {
  if (observed >= year) return `${history} days of history: a year of value is learned directly`;
  return horizon > observed
    ? `${history} days of history: value is learned over ${observed} days, and the rest of the year extrapolated from a date that a year follows`
    : `${history} days of history: no customer has a year of future to learn from, so value is that of ${observed} days`;
}
