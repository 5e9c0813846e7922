import { stratumMeans } from './stratum-means.ts';
import {
  exponentialAbove,
  fitUnit,
  type UnitDistribution,
  unitBelow,
  unitQuantile,
} from './unit-distribution.ts';

/**
 * How value is spread around its mean, learned from rows that taught the model nothing. A customer's value is a mixture: with
 * the chance of leaving what a lost customer brings, else what a kept one does, each its mean times a distribution of mean 1.
 */
export interface PredictiveTable {
  /** What a lost customer brings, as a share of what the same customer would if kept. */
  readonly lostShare: number;
  readonly kept: ByWorth;
  readonly lost: ByWorth;
  /**
   * The least that anybody brings who brings anything, but for one in a hundred of them. Where less is expected, most bring
   * nothing. Models saved before this was learned do not say.
   */
  readonly least?: number;
}

/** Distributions by strata of expected value. */
interface ByWorth {
  /** Upper bounds of expected value of all strata but the last: half-way between the rows on either side. */
  readonly bounds: readonly number[];
  readonly shapes: readonly UnitDistribution[];
  /** What customers of each stratum bring on average, as a multiple of what is expected of them; 1 each where left out. */
  readonly means?: readonly number[];
}

/** What is expected of one customer. Money is 0 or more. */
export interface Expected {
  readonly churn: number;
  readonly value: number;
  /** Expected value given that there is any: worth if kept is at most twice this, where the chance of leaving is all but 1. */
  readonly ifBought: number;
}

/** All that is said of one customer's value; whatever is said comes from one distribution. */
export interface PredictiveValue {
  /** Means over the customers like this one: of all, of those kept and of those lost. */
  readonly mean: number;
  readonly kept: number;
  readonly lost: number;
  /** Chance of no value at all. */
  readonly zero: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Rows to learn from. */
export interface ValueRows {
  /** What was expected of a row. */
  readonly expected: (i: number) => Expected;
  /** Whether they left, NaN where that is not known; and what they brought. */
  readonly churned: Float64Array;
  readonly outcome: Float64Array;
}

/** One of them, of known outcome. */
interface KnownRow {
  readonly expected: Expected;
  readonly churned: number;
  readonly outcome: number;
  /** Whether it taught the model: it then says how value spreads, but not what comes of what is expected. */
  readonly taught: boolean;
}

const rowsPerStratum = 100;
const mostStrata = 10;
/** Where strata have means of their own: these then differ from one to the next by little. */
const mostOwnStrata = 30;
/** Fewer rows than this say nothing about a tenth. */
const fewestRows = 50;
/** Fewer lost rows say little of what they bring: what training rows said counts for as many. */
const priorRows = 25;
/** Of eight in ten. Shops with 76 to 80% inside do well by what is expected, contracts with 28 to 41% do not (docs/results.md). */
const leastInside = 0.7;
/** Nobody is worth more if kept than so many times what is expected of a buyer like them. */
const mostTimesBought = 2;

/** Nothing is known but means. */
export const unknownSpread = (lostShare: number): PredictiveTable => {
  const shape = { bounds: [], shapes: [exponentialAbove(0)] };
  return { lostShare, kept: shape, lost: shape };
};

/**
 * @param set rows that taught the model nothing: of them what the lost bring
 * @param rows those to learn from, of known outcome
 * @param priorShare what training rows say of `lostShare`
 * @param earlier rows of the dates before, all of known outcome: how value spreads around its mean is learned from these too, as
 * one date alone has its own season
 */
export function fitPredictive(
  set: ValueRows,
  rows: Int32Array,
  priorShare: number,
  earlier: ValueRows | null = null,
): PredictiveTable {
  const later = knownRows(set, rows, false);
  const all = earlier === null ? later : [...later, ...knownRows(earlier, earlier.outcome.keys(), true)];
  const lost = ({ churned }: KnownRow) => churned === 1;
  const lostShare = fitLostShare(later.filter(lost), priorShare);
  return {
    lostShare,
    least: leastOf(all),
    kept: byWorth(
      all.filter(({ churned }) => churned === 0),
      (expected) => meansOf(lostShare, expected).kept,
    ),
    lost: byWorth(all.filter(lost), (expected) => meansOf(lostShare, expected).lost),
  };
}

const knownRows = (
  { expected, churned, outcome }: ValueRows,
  rows: Iterable<number>,
  taught: boolean,
): KnownRow[] =>
  Array.from(rows, (i) => ({
    expected: expected(i),
    churned: churned[i],
    outcome: Math.max(0, outcome[i]),
    taught,
  }));

/**
 * Worth if kept and if lost, such that (1 − churn) · kept + churn · lost is the expected value: lost the usual share of kept,
 * and more where the customer would have to be worth far more than a buyer is if kept.
 */
export function meansOf(
  lostShare: number,
  { churn, value, ifBought }: Expected,
): { kept: number; lost: number } {
  const usual = value / (1 - churn + churn * lostShare);
  const most = Math.max(value, mostTimesBought * ifBought);
  if (!(usual > most)) return { kept: usual, lost: lostShare * usual };
  return { kept: most, lost: (value - (1 - churn) * most) / churn };
}

/** The share at which the lost rows bring in total what is expected of them. */
function fitLostShare(rows: readonly KnownRow[], prior: number): number {
  const realised = rows.reduce((sum, { outcome }) => sum + outcome, 0);
  const total = (share: number) => rows.reduce((sum, { expected }) => sum + meansOf(share, expected).lost, 0);
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (total(middle) < realised) low = middle;
    else high = middle;
  }
  const own = realised > 0 ? (low + high) / 2 : 0;
  return (rows.length * own + priorRows * prior) / (rows.length + priorRows);
}

interface RatioRow {
  readonly worth: number;
  /** What came, as a multiple of what was expected. */
  readonly ratio: number;
  readonly taught: boolean;
}

/**
 * Each stratum's distribution has the mean that is expected of it. Where what customers bring hardly varies, as with fees, an expectation
 * a few per cent off puts most of them outside their intervals: there the strata have means of their own, as rows that taught the
 * model nothing tell, and these alone say how value spreads, as the others are met more closely.
 */
function byWorth(rows: readonly KnownRow[], mean: (expected: Expected) => number): ByWorth {
  const useful = rows
    .map(({ expected, outcome, taught }) => ({
      worth: expected.value,
      mean: mean(expected),
      outcome,
      taught,
    }))
    .filter((row) => row.mean > 0)
    .map(({ worth, mean, outcome, taught }): RatioRow => ({ worth, ratio: outcome / mean, taught }))
    .sort((a, b) => a.worth - b.worth);
  const untaught = useful.filter(({ taught }) => !taught);
  const pooled =
    (useful.length < fewestRows ? null : fitUnit(ratiosOf(useful))) ?? exponentialAbove(shareOfNothing(rows));
  const expected = byStratum(strataOf(useful), pooled);
  if (untaught.length < fewestRows || holdsEnough(expected, untaught)) return expected;
  const own = strataOf(untaught, mostOwnStrata);
  const together = fitUnit(ratiosOf(untaught)) ?? pooled;
  return { ...byStratum(own, together), means: stratumMeans(own.map(ratiosOf)) };
}

/** In the order of what is expected, about as many in each. */
function strataOf(ranked: readonly RatioRow[], most = mostStrata): RatioRow[][] {
  const count = Math.max(1, Math.min(most, Math.floor(ranked.length / rowsPerStratum)));
  const start = (s: number) => Math.round((s * ranked.length) / count);
  return Array.from({ length: count }, (_, s) => ranked.slice(start(s), start(s + 1)));
}

const byStratum = (strata: readonly RatioRow[][], pooled: UnitDistribution): ByWorth => ({
  bounds: strata.slice(1).map((stratum, s) => half(strata[s].at(-1)!.worth, stratum[0].worth)),
  shapes: strata.length === 1 ? [pooled] : strata.map((stratum) => fitUnit(ratiosOf(stratum)) ?? pooled),
});

/** Whether enough lie between the 10th and the 90th percentile; a mass at zero counts by the share of it that lies there. */
function holdsEnough(table: ByWorth, rows: readonly RatioRow[]): boolean {
  const inside = rows.reduce((sum, { worth, ratio }) => {
    const { shape } = stratumAt(table, worth);
    if (ratio === 0) return sum + Math.max(0, Math.min(0.9, shape.zero) - 0.1) / shape.zero;
    const below = unitBelow(shape, ratio);
    return sum + (below >= 0.1 && below <= 0.9 ? 1 : 0);
  }, 0);
  return inside / rows.length >= leastInside;
}

const ratiosOf = (rows: readonly RatioRow[]): Float64Array => Float64Array.from(rows, ({ ratio }) => ratio);

/** One in a hundred of what was brought is less: a correction, or the day after a contract ended. */
function leastOf(rows: readonly KnownRow[]): number {
  const brought = Float64Array.from(rows, ({ outcome }) => outcome)
    .filter((outcome) => outcome > 0)
    .sort();
  return brought[Math.floor(brought.length / 100)] ?? 0;
}

/** Below 1 even where every row brought nothing: the next may bring something. */
const shareOfNothing = (rows: readonly KnownRow[]): number =>
  rows.filter(({ outcome }) => outcome === 0).length / (rows.length + 1);

/** A row at the very bound would change its stratum with the last digit of its prediction. */
const half = (low: number, high: number) => low + (high - low) / 2;

/** What is said of one customer's value, all of it from one distribution; NaN where no value is expected of anybody. */
export function predictiveValue(table: PredictiveTable, expected: Expected): PredictiveValue {
  const { churn, value } = expected;
  if (Number.isNaN(value)) return nothingKnown;
  const parted = meansOf(table.lostShare, expected);
  const [ofKept, ofLost] = [stratumAt(table.kept, value), stratumAt(table.lost, value)];
  const [kept, lost] = [parted.kept * ofKept.multiple, parted.lost * ofLost.multiple];
  const mean = value + (1 - churn) * (kept - parted.kept) + churn * (lost - parted.lost);
  const mixed = (x: number) =>
    (1 - churn) * branchBelow(ofKept.shape, kept, x) + churn * branchBelow(ofLost.shape, lost, x);
  const some = bringingSome(1 - mixed(0), mean, table.least);
  const below = (x: number) => 1 - some + some * mixed(some * x);
  const quantile = (level: number) => {
    if (level <= below(0)) return 0;
    const among = (level - (1 - some)) / some;
    const ends = [kept * unitQuantile(ofKept.shape, among), lost * unitQuantile(ofLost.shape, among)];
    return rising(below, level, Math.min(...ends) / some, Math.max(...ends) / some);
  };
  return {
    mean,
    kept,
    lost,
    zero: below(0),
    p10: quantile(0.1),
    p50: quantile(0.5),
    p90: quantile(0.9),
  };
}

/**
 * Of those who seem to bring something so many do, each as much more that the mean stays: whose contract is long over is
 * expected to bring next to nothing, which nobody does.
 */
function bringingSome(chance: number, value: number, least = 0): number {
  const most = least > 0 ? value / least : 1;
  return chance > most ? most / chance : 1;
}

const nothingKnown: PredictiveValue = {
  mean: Number.NaN,
  kept: Number.NaN,
  lost: Number.NaN,
  zero: Number.NaN,
  p10: Number.NaN,
  p50: Number.NaN,
  p90: Number.NaN,
};

function stratumAt({ bounds, shapes, means }: ByWorth, value: number) {
  let stratum = 0;
  while (stratum < bounds.length && value >= bounds[stratum]) stratum++;
  return { shape: shapes[stratum], multiple: means?.[stratum] ?? 1 };
}

const branchBelow = (shape: UnitDistribution, mean: number, x: number): number =>
  mean > 0 ? unitBelow(shape, x / mean) : 1;

/** Where a rising function reaches a level, between two ends; steps enough for the last digits of money. */
function rising(of: (x: number) => number, level: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 60 && to - from > 1e-12 * to; step++) {
    const middle = (from + to) / 2;
    if (of(middle) < level) from = middle;
    else to = middle;
  }
  return to;
}
