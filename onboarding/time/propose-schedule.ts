import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import { daysBetween } from '../../contracts/business-day.ts';
import type { ProposedClv, ProposedTraining } from '../write/proposal.ts';
import {
  everyDays,
  judgingDates,
  type Lengths,
  learningDates,
  minHistory,
  mostOrigins,
  planFor,
  type Waits,
} from './plan-for.ts';

export interface ProposedSchedule {
  readonly clv: ProposedClv;
  readonly training: ProposedTraining;
}

const year = 365;

/**
 * Value windows and as-of dates that a history allows. Value is observed over a year where the history holds such a
 * window to learn from and a later one to judge by, else over the churn horizon and the rest of a year extrapolated from a
 * date that a year follows, if there is one.
 * @param first First day of the data; `dataUntil` is the first that they do not hold.
 */
export function proposeSchedule(
  first: string,
  dataUntil: string,
  horizon: number,
  waits: Waits,
): ProposedSchedule {
  const history = daysBetween(first, dataUntil);
  const long = Math.max(year, horizon);
  const wishes: Lengths[] = [
    { churn: horizon, observed: long, value: long },
    { churn: horizon, observed: horizon, value: long },
  ];
  const least: Lengths = { churn: horizon, observed: horizon, value: horizon };
  const plan = (lengths: Lengths) => planFor(history, waits, lengths, first);
  const { observed, value, ...rest } = wishes.find((lengths) => plan(lengths) !== null) ?? least;
  const planned = plan({ observed, value, ...rest });
  return {
    clv: { horizonDays: value, observedDays: observed, note: clvNote(history, observed, value) },
    training: {
      origins: planned === null ? 1 : Math.min(mostOrigins, learningDates(planned).length),
      everyDays,
      minHistoryDays: minHistory(history),
      note: trainingNote(planned, history),
    },
  };
}

function trainingNote(plan: Schedule | null, history: number): string {
  if (plan === null) return `${history} days of history contain no date to learn from`;
  const dates = learningDates(plan);
  const which = dates.length === 1 ? 'one as-of date' : `${dates.length} as-of dates, the latest`;
  return `learns from ${which} ${dates.at(-1)}; judged on ${judgingDates(plan).join(' and ')}`;
}

function clvNote(history: number, observed: number, horizon: number): string {
  if (observed >= year) return `${history} days of history: a year of value is learned directly`;
  return horizon > observed
    ? `${history} days of history: value is learned over ${observed} days, and the rest of the year extrapolated from a date with a full year after it`
    : `${history} days of history: no date has a full year after it to learn from, so value is that of ${observed} days`;
}
