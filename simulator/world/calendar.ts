import { addDays, startOfDay } from '../../contracts/business-day.ts';

/** Days of the simulation: 0 is the first with data. Instants are whole seconds since 1970, in UTC. */
export interface Calendar {
  /** Days with data; the world goes on after them, for the truth about the future. */
  readonly days: number;
  /** The date of day 0. */
  readonly first: string;
  /** First second of each day in the business's time zone, of the data and of the future. */
  readonly starts: Float64Array;
  /** 0 is Monday. */
  readonly weekdayOfFirst: number;
}

export const secondsADay = 86_400;

/** Days that can be lived after the data end. */
export const futureDays = 400;

export function calendarOf(until: string, days: number, timeZone: string): Calendar {
  const first = addDays(until, -days);
  const last = days + futureDays;
  const starts = new Float64Array(last + 1);
  fillStarts(starts, 0, last, (day) => startOfDay(addDays(first, day), timeZone).getTime() / 1000);
  return { days, first, starts, weekdayOfFirst: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7 };
}

/** A stretch at whose ends clocks agree, and which is shorter than a season, has no change of clocks within. */
function fillStarts(starts: Float64Array, from: number, to: number, at: (day: number) => number): void {
  starts[from] = at(from);
  starts[to] = at(to);
  const even = starts[to] - starts[from] === (to - from) * secondsADay;
  if (even && to - from < 60) {
    for (let day = from + 1; day < to; day++) starts[day] = starts[from] + (day - from) * secondsADay;
  } else if (to - from > 1) {
    const middle = (from + to) >> 1;
    fillStarts(starts, from, middle, at);
    fillStarts(starts, middle, to, at);
  }
}

/** The day within which an instant falls; outside the calendar, by days of 24 hours. */
export function dayAt({ starts }: Calendar, instant: number): number {
  const last = starts.length - 1;
  if (instant < starts[0]!) return Math.floor((instant - starts[0]!) / secondsADay);
  if (instant >= starts[last]!) return last + Math.floor((instant - starts[last]!) / secondsADay);
  let day = Math.min(last - 1, Math.floor((instant - starts[0]!) / secondsADay));
  while (starts[day + 1]! <= instant) day++;
  while (starts[day]! > instant) day--;
  return day;
}

/** First second of a day, also of days outside the calendar. */
export function startOf({ starts }: Calendar, day: number): number {
  const last = starts.length - 1;
  if (day < 0) return starts[0]! + day * secondsADay;
  return day > last ? starts[last]! + (day - last) * secondsADay : starts[day]!;
}

/** The first second after the data. */
export const endOf = ({ starts, days }: Calendar): number => starts[days]!;

/** Writes instants as SQL does, `YYYY-MM-DD HH:MM:SS`, each date and each time of day made once. */
export function instantWriter(): (instant: number) => string {
  const dates = new Map<number, string>();
  const times: string[] = [];
  return (instant) => {
    const day = Math.floor(instant / secondsADay);
    const second = instant - day * secondsADay;
    let date = dates.get(day);
    if (date === undefined) {
      date = new Date(day * secondsADay * 1000).toISOString().slice(0, 10);
      dates.set(day, date);
    }
    times[second] ??= timeText(second);
    return `${date} ${times[second]}`;
  };
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const timeText = (second: number): string =>
  `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
