import { addDays } from './business-day.ts';

/** Days from the first to the last, both among them. */
export interface Span {
  readonly starts: string;
  readonly ends?: string | undefined;
}

/** When a campaign makes lists, as its declaration says. */
export interface Calendar {
  readonly starts?: string | undefined;
  readonly ends?: string | undefined;
  readonly waves?: readonly Span[] | undefined;
  readonly paused?: readonly Span[];
  readonly horizonDays: number;
}

/** The waves of a campaign; one, where it declares none. */
export const wavesOf = ({ starts, ends, waves, horizonDays }: Calendar): readonly Span[] =>
  waves ?? [{ starts: starts!, ends: ends ?? addDays(starts!, horizonDays - 1) }];

export const firstDayOf = (calendar: Calendar): string => wavesOf(calendar)[0]!.starts;

export const lastDayOf = (calendar: Calendar): string => {
  const last = wavesOf(calendar).at(-1)!;
  return last.ends ?? last.starts;
};

/** Number of the wave that makes lists on a date, from 1; null where none does, or the campaign is paused. */
export function waveOn(calendar: Calendar, asOf: string): number | null {
  const wave = wavesOf(calendar).findIndex((span) => holds(span, asOf));
  return wave < 0 || isPausedOn(calendar, asOf) ? null : wave + 1;
}

export const isPausedOn = ({ paused = [] }: Pick<Calendar, 'paused'>, asOf: string): boolean =>
  paused.some((span) => holds(span, asOf));

/** Whether it makes lists on any day at all: pauses may leave none. */
export const makesLists = (calendar: Calendar): boolean =>
  wavesOf(calendar).some(({ starts, ends = starts }) => {
    let day = starts;
    for (;;) {
      const pause = calendar.paused?.find((span) => holds(span, day));
      if (pause === undefined || day > ends) return day <= ends;
      day = addDays(pause.ends ?? pause.starts, 1);
    }
  });

/** Days on which it makes lists that are so many days apart: each wave begins with one. */
export function listDaysOf(calendar: Calendar, everyDays: number): string[] {
  const days: string[] = [];
  for (const { starts, ends = starts } of wavesOf(calendar)) {
    let next = starts;
    for (let day = starts; day <= ends; day = addDays(day, 1)) {
      if (day < next || isPausedOn(calendar, day)) continue;
      days.push(day);
      next = addDays(day, everyDays);
    }
  }
  return days;
}

/** First and last day of a wave, by its number from 1. */
export function spanOf(calendar: Calendar, wave: number): { starts: string; ends: string } {
  const { starts, ends = starts } = wavesOf(calendar)[wave - 1]!;
  return { starts, ends };
}

/** Whether two campaigns make lists on the same days. */
export const meet = (a: Calendar, b: Calendar): boolean =>
  wavesOf(a).some((one) =>
    wavesOf(b).some(
      (other) => one.starts <= (other.ends ?? other.starts) && other.starts <= (one.ends ?? one.starts),
    ),
  );

const holds = ({ starts, ends = starts }: Span, asOf: string): boolean => starts <= asOf && asOf <= ends;
