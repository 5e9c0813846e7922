import { addDays, startOfDay } from '../../../../contracts/business-day.ts';

/** An as-of date as the plain-loop reference sees it. Times are seconds since 1970. */
export interface Moment {
  readonly at: number;
  /** Start of the business day so many days earlier. */
  readonly since: (days: number) => number;
}

export type Values = Record<string, number | string | null>;

export function momentOf(date: string, timeZone: string): Moment {
  const start = (day: string) => startOfDay(day, timeZone).getTime() / 1000;
  const starts = new Map<number, number>();
  const since = (days: number) => {
    const known = starts.get(days) ?? start(addDays(date, -days));
    starts.set(days, known);
    return known;
  };
  return { at: start(date), since };
}

export const daysBetween = (from: number, to: number): number => (to - from) / 86_400;

/** Days from the latest of some times to the moment; null where there is none. */
export const daysSince = (times: readonly number[], { at }: Moment): number | null =>
  times.length === 0 ? null : daysBetween(Math.max(...times), at);

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : sum(values) / values.length;

export const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b);

/** The first by the given order, or null. */
export function best<T>(rows: readonly T[], isBefore: (a: T, b: T) => boolean): T | null {
  let found: T | null = null;
  for (const row of rows) if (found === null || isBefore(row, found)) found = row;
  return found;
}

export const different = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value): value is T => value !== null)),
];

/** How often each value stands. */
export function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The value that stands most often, the first by name among equals. */
export function mostFrequent(values: readonly string[]): string | null {
  const top = best([...tally(values)], ([a, n], [b, m]) => n > m || (n === m && a < b));
  return top === null ? null : top[0];
}

/** Whatever is not null. */
export const present = <T>(values: readonly (T | null)[]): T[] =>
  values.filter((value): value is T => value !== null);
