/** Days of the business: where a day begins depends on its time zone. */

const minute = 60_000;

/** The first instant of a day (`YYYY-MM-DD`) in a time zone, summer time and missing midnights included. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - 15 * 60 * minute;
  let after = midnight + 15 * 60 * minute;
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute;
    if (dayOf(new Date(middle), timeZone) >= day) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** The day (`YYYY-MM-DD`) that a wall clock in the time zone shows at an instant. */
export function dayOf(instant: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? dayFormat(timeZone);
  formats.set(timeZone, format);
  return format.format(instant);
}

/** The latest day at whose wall clock in the time zone a time such as `06:00` has come. */
export function latestDayAfter(time: string, instant: Date, timeZone: string): string {
  const day = dayOf(instant, timeZone);
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', clock).format(instant) < time ? addDays(day, -1) : day;
}

/** One per zone: making a format costs a thousand times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

const dayFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day so many days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 1440 * minute).toISOString().slice(0, 10);
}

/** The first day that begins at an instant or later. */
export const firstDayFrom = (instant: Date, timeZone: string): string =>
  addDays(dayOf(new Date(instant.getTime() - 1), timeZone), 1);

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (1440 * minute));
}

/** An instant as SQL and our tables write it: `YYYY-MM-DD HH:MM:SS`, in UTC. */
export const sqlInstant = (instant: Date): string => instant.toISOString().slice(0, 19).replace('T', ' ');
