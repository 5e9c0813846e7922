import { countTail } from './count-tail.ts';
import { expectCount, usualUntil } from './expect-count.ts';
import { type Breach, replay } from './replay.ts';
import { beliefAfter, evidenceOf, type Forecast, predictiveTail } from './spread-belief.ts';

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
const [forecasts, fewestForecasts] = [84, 28];
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
 * Rises of a series: negative-binomial tails of 1, 3 and 7 days over a forecast by weekday (Farrington et al. 1996), averaged over the
 * spreads that one-step forecasts of the days before leave likely.
 * @param counts of whole days, one after the other
 */
export function spikesOf(counts: ArrayLike<number>, { opens, lookBack = 28 }: SpikeOptions): Breach[] {
  const { expect, spread } = forecastsOf(counts);
  return replay({
    from: counts.length - lookBack,
    until: counts.length,
    opens: opensAt(counts, risesOf(counts), opens),
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
    return lowerTail(sumOf(first, day, (one) => counts[one])!, expected, spread(opened)!) > calm;
  };
  return replay({
    from: counts.length - lookBack,
    until: counts.length,
    opens: opensAt(counts, fallsOf(spread), opens),
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

/**
 * What counts vary by beyond chance is taken so many times as large for falls: bursts that go both ways have a heavier lower tail than a
 * negative binomial of their spread, which gave twice as many falls as stated (`bench:alerts`).
 */
const widerBelow = 1.3;

const lowerTail = (seen: number, expected: number, spread: number): number =>
  1 - countTail(seen + 1, expected, 1 + widerBelow * (spread - 1));

function forecastsOf(counts: ArrayLike<number>) {
  const expect = memoised((day: number) => expectCount(counts, day, gap));
  return { expect, spread: memoised((day: number) => spreadAt(counts, day, expect)) };
}

/** What is known before a day: the chance of a window's count as far out, or further. Null where too little is known. */
type Tails = (day: number) => ((window: Forecast) => number) | null;

function fallsOf(spread: (day: number) => number | null): Tails {
  return (day) => {
    const own = spread(day);
    return own === null ? null : ({ seen, expected }) => lowerTail(seen, expected, own);
  };
}

/** With the forecasts' own uncertainty: at one or two counts a day the rate and the spread are known so roughly that it is most of the tail. */
function risesOf(counts: ArrayLike<number>): Tails {
  const evidence = memoised((day: number) => {
    const usual = usualUntil(counts, day - gap);
    return usual && evidenceOf({ seen: counts[day], expected: usual.at(day), counted: usual.counted });
  });
  return (day) => {
    const known: Float64Array[] = [];
    // a rise is no witness of its own noise: days of the windows that are looked at do not count
    const until = day - windows.at(-1)! + 1;
    for (let one = Math.max(0, until - forecasts); one < until; one++) {
      const own = evidence(one);
      if (own !== null) known.push(own);
    }
    if (known.length < fewestForecasts) return null;
    const belief = beliefAfter(known);
    return (window) => (window.seen <= window.expected ? 1 : predictiveTail(window, belief));
  };
}

/** The first day of the window that opens a breach on a day; null where none does, or too little is known. */
function opensAt(counts: ArrayLike<number>, tails: Tails, opens: number): (day: number) => number | null {
  const usual = memoised((last: number) => usualUntil(counts, last));
  return (day) => {
    const tail = tails(day);
    if (tail === null) return null;
    let best = { chance: 1, from: day };
    for (const days of windows) {
      const from = day - days + 1;
      const before = usual(day - Math.max(gap, days));
      if (from < 0 || before === null) continue;
      const chance = tail({
        seen: sumOf(from, day, (one) => counts[one])!,
        expected: sumOf(from, day, before.at)!,
        counted: before.counted,
      });
      if (chance < best.chance) best = { chance, from };
    }
    return looks * best.chance < opens ? best.from : null;
  };
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
  if (misses.length < fewestForecasts) return null;
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

function memoised<T>(of: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>();
  return (day) => {
    if (!known.has(day)) known.set(day, of(day));
    return known.get(day)!;
  };
}
