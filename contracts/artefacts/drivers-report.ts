import { z } from 'zod';
import { scoredTexts } from './texts-report.ts';
import { asOfDay, count, listOf, measured } from './values.ts';

/**
 * `moves`: the figure moves with it, however many were looked at. `does not`: the whole interval of a standard deviation is too
 * small to matter. `not known yet`: neither.
 */
export const moveVerdict = z.enum(['moves', 'does not', 'not known yet']);

const finite = z.number();

/** What one more unit is worth in one figure. */
const worth = z.strictObject({
  /** Of one more unit: points of retention as shares, margin in the reporting currency. */
  perUnit: measured,
  /** Of one standard deviation of the dose. */
  perDeviation: measured,
  /** Not adjusted for the state before. */
  plain: measured,
  p: finite,
  /** The same, allowing for the number of figures looked at. */
  adjustedP: finite,
  /** Per unit: what would be seen in four of five cases. */
  smallest: finite,
  verdict: moveVerdict,
});

const driver = z.strictObject({
  name: z.string(),
  title: z.string(),
  kind: z.enum(['subjective', 'operational']),
  unit: z.string(),
  better: z.enum(['higher', 'lower']),
  rows: count,
  customers: count,
  /** As it was lived; of times the logarithm to base 2 of seconds. */
  mean: finite,
  deviation: finite,
  /** Share of its variance that the state before does not tell. */
  unexplained: finite,
  retention: worth,
  margin: worth,
  /** Mean margin of a window. */
  marginMean: finite,
  verdict: moveVerdict,
  /** Significantly worth the other way than it should be. */
  backwards: z.boolean(),
});

/** How far what was done to customers moves what they say next. */
const edge = z.strictObject({
  from: z.string(),
  to: z.string(),
  rows: count,
  customers: count,
  perUnit: measured,
  /** Standard deviations of `to` for one of `from`. */
  strength: measured,
  p: finite,
  adjustedP: finite,
  holds: z.boolean(),
});

/** What a metric and margin did over a year, and that they disagree. */
const trend = z.strictObject({
  name: z.string(),
  title: z.string(),
  now: finite,
  before: finite,
  change: measured,
  disagrees: z.boolean(),
});

const group = z.strictObject({
  dimension: z.string(),
  value: z.string(),
  n: count,
  disagree: count,
  /** Their share less that of the others. */
  difference: measured,
});

const disagreement = z.strictObject({
  pairs: count,
  /** Would recommend and were not satisfied; and the other way round. */
  warmUnhappy: count,
  coolHappy: count,
  /** Groups in which one of the two is clearly more frequent, the furthest first. */
  groups: listOf(group.extend({ kind: z.enum(['warm, unhappy', 'cool, happy']) })),
});

/** A journey that is completed by buying, or as good as: what failing at it costs is not told. */
const purchase = z.strictObject({
  journey: z.string(),
  completed: count,
  failed: count,
  /** Share of either that came with an order or a contract, from the day of its beginning to the day after its end. */
  bought: z.strictObject({ completed: finite, failed: finite }),
});

/** What the drivers stage leaves: which of the things customers lived move money, and which do not. */
export const driversReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  currency: z.string(),
  level: finite,
  /** Of more than 100,000 a sample is looked at. */
  customers: z.strictObject({ known: count, looked: count }),
  /** Days of the window in which retention and margin are counted. */
  horizonDays: count,
  /** Within this per standard deviation a figure counts as not moved. */
  narrow: z.strictObject({ retention: finite, marginShare: finite }),
  /** Figures looked at together. */
  tests: count,
  drivers: listOf(driver),
  tree: listOf(edge),
  marginTrend: z.strictObject({ now: finite, before: finite, change: measured }).nullable(),
  trends: listOf(trend),
  disagreement: disagreement.nullable(),
  /** Journeys whose attempts are left out. */
  purchases: listOf(purchase),
  /** Rows of too few customers to tell. */
  tooFew: listOf(z.strictObject({ name: z.string(), title: z.string(), customers: count })),
  missing: listOf(z.strictObject({ name: z.string(), needs: listOf(z.string()) })),
  /** Texts by who says their mood, of which sentiment is counted where the data bring none; null where none were read. */
  moods: listOf(scoredTexts).nullable().default(null),
});

export type DriversReport = z.infer<typeof driversReport>;
export type DriverFigures = z.infer<typeof driver>;
export type Worth = z.infer<typeof worth>;
export type TreeEdge = z.infer<typeof edge>;
export type Trend = z.infer<typeof trend>;
export type Disagreement = z.infer<typeof disagreement>;
