import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import { addDays } from '../../contracts/business-day.ts';
import { tryPlan } from '../../pipeline/features/schedule.ts';

/** What takes of a history beside the horizon itself. */
export interface Waits {
  /** Days that rows arrive late. */
  readonly lag: number;
  /** Contractual: days after an end within which another contract makes it no churn. */
  readonly grace: number;
}

/** Days after an as-of date: of churn, of value learned directly, and of value asked for. */
export interface Lengths {
  readonly churn: number;
  readonly observed: number;
  readonly value: number;
}

/** Days between the as-of dates to learn from, and how many there are at most. */
export const everyDays = 30;
export const mostOrigins = 6;

const someDay = '2000-01-01';

/**
 * The dates that a run would look from, as the run plans them; null where the history is too short.
 * @param history Days that the data cover.
 * @param first First of them, where the dates themselves are asked for.
 */
export function planFor(
  history: number,
  { lag, grace }: Waits,
  { churn, observed, value }: Lengths,
  first = someDay,
): Schedule | null {
  const config = {
    business: { timeZone: 'UTC' },
    sources: {},
    churn: { kind: 'contractual', by: 'orders', horizonDays: churn, graceDays: grace, lagDays: lag },
    clv: { horizonDays: value, observedDays: observed },
    training: { origins: mostOrigins, everyDays, minHistoryDays: minHistory(history) },
  } as const;
  const asOf = addDays(first, history);
  return tryPlan(config, asOf, { start: first, peopledFrom: first, labelsUntil: asOf, gaps: [] });
}

/** Its dates to learn from, oldest first. */
export const learningDates = ({ dates }: Schedule): string[] =>
  dates.filter(({ roles }) => roles.includes('train-churn')).map(({ asOf }) => asOf);

/** Its dates to judge by. */
export const judgingDates = ({ dates }: Schedule): string[] =>
  dates
    .filter(({ roles }) => roles.includes('later-churn') || roles.includes('later-value'))
    .map(({ asOf }) => asOf);

/** No as-of date with less history than this: 90 days, a quarter of the history where that is short. */
export const minHistory = (history: number): number => Math.max(14, Math.min(90, Math.floor(history / 4)));
