import { addDays, daysBetween } from '../../contracts/business-day.ts';
import { type GapCount, quantile } from './measure.ts';
import type { ProposedClv, ProposedTraining } from './proposal.ts';

/** Numbers of days that people think in. */
const roundDays = [
  7, 14, 21, 28, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365, 450, 540, 730,
];
/** Fewer gaps than this say too little. */
const leastGaps = 100;
const usualHorizon = 90;

export interface Horizon {
  readonly days: number;
  readonly note: string;
}

/**
 * The churn horizon: a round number of days between the 90th and the 95th percentile of the gaps between purchases, so
 * that a customer who lets it pass has been away longer than nine in ten who came back; or the longest that the history
 * allows, as it must hold one such window to learn from and a later one to judge by.
 */
export function proposeHorizon(gaps: readonly GapCount[], history: number): Horizon {
  const count = gaps.reduce((sum, { times }) => sum + times, 0);
  const longest = Math.max(7, ...roundDays.filter((days) => minHistory(history) + 2 * days <= history));
  if (count < leastGaps) {
    const days = Math.min(usualHorizon, longest);
    return {
      days,
      note: `guessed: only ${count} customers' gaps between purchases were found, too few to measure by`,
    };
  }
  const [half, ninety, ninetyFive] = [0.5, 0.9, 0.95].map((share) => quantile(gaps, share)) as [
    number,
    number,
    number,
  ];
  const wanted = roundDays.find((days) => days >= ninety && days <= ninetyFive) ?? roundUp(ninety);
  const found = `half of the ${count.toLocaleString('en')} gaps between purchases are ${half} days or less, 9 in 10 are ${ninety} or less, 95 in 100 are ${ninetyFive} or less`;
  if (wanted <= longest) return { days: wanted, note: `${found}; ${wanted} lies between the last two` };
  return {
    days: longest,
    note: `${found}. ${wanted} days would fit, but ${history} days of history hold no such window to learn from and a later one to judge by; with more history, raise it`,
  };
}

/** The smallest round number of days from here; beyond the list, whole years. */
const roundUp = (days: number): number =>
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
const everyDays = 30;
const mostOrigins = 6;

/**
 * As-of dates and value windows that a history allows. One window of length W = max(churn horizon, observed value) is
 * kept at the end to judge by; training dates lie a whole window before that, at least `minHistory` after the first
 * day, every 30 days backwards. Value is observed over a year where two such windows fit, else over the churn horizon
 * and the rest of a year extrapolated from the oldest as-of date, if a year follows it.
 */
export function proposeSchedule(first: string, dataUntil: string, horizon: number, lag = 0): Schedule {
  const history = daysBetween(first, dataUntil);
  const least = minHistory(history);
  const observedDays = least + 2 * year + lag <= history ? Math.max(year, horizon) : horizon;
  const window = Math.max(horizon, observedDays);
  const room = history - lag - least - 2 * window;
  const origins = Math.max(1, Math.min(mostOrigins, Math.floor(room / everyDays) + 1));
  const oldest = addDays(dataUntil, -lag - 2 * window - (origins - 1) * everyDays);
  const yearFollows = daysBetween(oldest, dataUntil) - lag >= year;
  const horizonDays = yearFollows ? Math.max(year, observedDays) : observedDays;
  return {
    clv: { horizonDays, observedDays, note: clvNote(history, observedDays, horizonDays) },
    training: {
      origins,
      everyDays,
      minHistoryDays: least,
      note: `learns from ${origins === 1 ? 'one as-of date' : `${origins} as-of dates`}, the latest ${addDays(dataUntil, -lag - 2 * window)}; judged on ${addDays(dataUntil, -lag - window)}`,
    },
  };
}

function clvNote(history: number, observed: number, horizon: number): string {
  if (observed >= year) return `${history} days of history: a year of value is learned directly`;
  return horizon > observed
    ? `${history} days of history: value is learned over ${observed} days, and the rest of the year extrapolated from the oldest as-of date`
    : `${history} days of history: no customer has a year of future to learn from, so value is that of ${observed} days`;
}
