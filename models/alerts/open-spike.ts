import { countTail } from './count-tail.ts';
import { expectCount } from './expect-count.ts';
import type { Side } from './level.ts';
import { type Breach, replay } from './replay.ts';

export interface SpikeOptions {
  /** Chance, under no change, at which a spike opens. */
  readonly opens: number;
  /** Days that are looked back for the day on which it opened; 28 where left out. */
  readonly lookBack?: number;
}

/** A rise that is not over on the last day. */
export interface OpenSpike {
  /** Place of the day on which it opened. */
  readonly opened: number;
  /** Counted from the first day of the window that opened it until the last day, and what was to be expected. */
  readonly seen: number;
  readonly expected: number;
}

/** Windows of days that are summed; three looks at overlapping sums are worth 2.2 that know nothing of each other. */
const windows = [1, 3, 7] as const;
const looks = 2.2;
/** One-step forecasts that tell how counts spread around them; the most extreme fiftieth is capped. */
const forecasts = 84;
const capped = 0.98;
/** Baselines end so many days back. */
const gap = 3;
/** It is over after so many days that alone are no more than this unlikely. */
const [calmDays, calm] = [3, 0.05];

/**
 * The spike that is open on the last day, if one is: see `spikesOf`.
 * @param counts of whole days, one after the other
 */
export function openSpike(counts: ArrayLike<number>, options: SpikeOptions): OpenSpike | null {
  const last = spikesOf(counts, options).at(-1);
  return last === undefined || last.closed !== null ? null : told(counts, last);
}

/**
 * Rises of a series: negative-binomial tails of 1, 3 and 7 days over a forecast by weekday, with the spread of the forecasts'
 * own misses (Farrington et al. 1996, with one-step misses in place of residuals).
 * @param counts of whole days, one after the other
 */
export function spikesOf(counts: ArrayLike<number>, { opens, lookBack = 28 }: SpikeOptions): Breach[] {
  const { expect, spread } = forecastsOf(counts);
  return replay({
    from: counts.length - lookBack,
    until: counts.length,
    opens: opensAt(counts, spread, { opens, side: 1 }),
    // the spread of the day that opened it: days of the rise would widen it until they pass for usual
    isCalm: (day, { opened }) => countTail(counts[day], expect(day) ?? 0, spread(opened)!) > calm,
    calmSteps: calmDays,
    longest: Number.POSITIVE_INFINITY,
  });
}

/** What is usual for so long after a fall counts as the usual from then on. */
const longestFall = 84;

/**
 * Falls of a series, by the lower tails of the same forecasts. While a fall is open what is to be expected is that of its eve, and
 * it is over once 1, 3 and 7 days of it look usual for three days: where few are usual a day with none says nothing.
 */
export function dropsOf(counts: ArrayLike<number>, { opens, lookBack = 28 }: SpikeOptions): Breach[] {
  const { spread } = forecastsOf(counts);
  const isUsual = (day: number, days: number, { opened, from }: Pick<Breach, 'opened' | 'from'>) => {
    const first = day - days + 1;
    if (first < from) return true;
    const expected = sumOf(first, day, (one) => expectCount(counts, one, gap + one - from)) ?? 0;
    return (
      tailOf(sumOf(first, day, (one) => counts[one])!, expected, { spread: spread(opened)!, side: -1 }) > calm
    );
  };
  return replay({
    from: counts.length - lookBack,
    until: counts.length,
    opens: opensAt(counts, spread, { opens, side: -1 }),
    isCalm: (day, breach) => windows.every((days) => isUsual(day, days, breach)),
    calmSteps: calmDays,
    longest: longestFall,
  });
}

/** How counts before each day spread around their forecasts: variance over mean, 1 or more; 1 where too few forecasts can be made. */
export function countSpread(counts: ArrayLike<number>): (day: number) => number {
  const { spread } = forecastsOf(counts);
  return (day) => spread(day) ?? 1;
}

interface Tail {
  readonly spread: number;
  readonly side: Side;
}

/**
 * What counts vary by beyond chance is taken so many times as large for falls: bursts that go both ways have a heavier lower tail than a
 * negative binomial of their spread, which gave twice as many falls as stated (`bench:alerts`).
 */
const widerBelow = 1.3;

/** Chance of so many or more, or of so many or fewer. */
const tailOf = (seen: number, expected: number, { spread, side }: Tail): number =>
  side === 1
    ? countTail(seen, expected, spread)
    : 1 - countTail(seen + 1, expected, 1 + widerBelow * (spread - 1));

function forecastsOf(counts: ArrayLike<number>) {
  const expect = memoised((day: number) => expectCount(counts, day, gap));
  return { expect, spread: memoised((day: number) => spreadAt(counts, day, expect)) };
}

/** The first day of the window that opens a breach on a day; null where none does, or nothing is known of the spread. */
const opensAt =
  (
    counts: ArrayLike<number>,
    spread: (day: number) => number | null,
    { opens, side }: { readonly opens: number; readonly side: Side },
  ) =>
  (day: number): number | null => {
    const own = spread(day);
    if (own === null) return null;
    const { chance, from } = sharpest(counts, day, { spread: own, side });
    return chance < opens ? from : null;
  };

function sharpest(counts: ArrayLike<number>, day: number, tail: Tail) {
  let best = { chance: 1, from: day };
  for (const days of windows) {
    const from = day - days + 1;
    const expected = sumOf(from, day, (one) => expectCount(counts, one, Math.max(gap, days) + one - day));
    if (from < 0 || expected === null) continue;
    const chance = tailOf(sumOf(from, day, (one) => counts[one])!, expected, tail);
    if (chance < best.chance) best = { chance, from };
  }
  return { ...best, chance: Math.min(1, looks * best.chance) };
}

function told(counts: ArrayLike<number>, { opened, from }: { opened: number; from: number }): OpenSpike {
  const last = counts.length - 1;
  // expected as on the eve of the rise
  const expected = sumOf(from, last, (day) => expectCount(counts, day, gap + day - from)) ?? 0;
  return { opened, seen: sumOf(from, last, (day) => counts[day])!, expected };
}

/** Variance of forecasts' misses over their mean, 1 or more; null where too few can be made. */
function spreadAt(
  counts: ArrayLike<number>,
  day: number,
  expect: (day: number) => number | null,
): number | null {
  const misses: number[] = [];
  for (let one = Math.max(0, day - forecasts); one < day; one++) {
    const expected = expect(one);
    if (expected !== null) misses.push((counts[one] - expected) ** 2 / expected);
  }
  if (misses.length < forecasts / 3) return null;
  const cap = misses.toSorted((a, b) => a - b)[Math.floor(capped * (misses.length - 1))];
  return Math.max(1, misses.reduce((sum, miss) => sum + Math.min(miss, cap), 0) / misses.length);
}

function sumOf(from: number, until: number, at: (day: number) => number | null): number | null {
  let sum = 0;
  for (let day = from; day <= until; day++) {
    const one = at(day);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

function memoised(of: (day: number) => number | null): (day: number) => number | null {
  const known = new Map<number, number | null>();
  return (day) => {
    if (!known.has(day)) known.set(day, of(day));
    return known.get(day)!;
  };
}
