import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, figure, listOf, measured } from './values.ts';

/** A metric of the index, how it is scaled, and how much it counts: weights add up to 1. */
const indexPart = z.strictObject({
  metric: z.string(),
  weight: figure,
  /** The figures that count as 0 and as 100. */
  worst: figure,
  best: figure,
});

/** What one more point (of 100) of a part goes with in the chance to stay, all parts and the behaviour held fast. */
const learnedSlope = z.strictObject({
  metric: z.string(),
  /** Customers of whom it was known. */
  customers: count,
  slope: figure,
  low: figure,
  high: figure,
});

const learnedWeights = z.strictObject({
  on: asOfDay,
  /** Customers who could still leave so many days before, and how many stayed. */
  customers: count,
  stayed: count,
  horizonDays: count,
  penalty: figure,
  /** How well staying is told, of customers held out in turn: with the metrics, and by behaviour alone. */
  auc: figure,
  aucWithout: figure,
  slopes: listOf(learnedSlope),
});

/** One version of the index, as it was when it was first given. It never changes. */
export const cxIndexVersion = z.strictObject({
  version: z.string(),
  /** Hash of what the config says of the index. */
  definition: z.string(),
  /** As-of date of the first run that gave it. */
  since: asOfDay,
  parts: listOf(indexPart),
  learned: learnedWeights.nullable(),
});

const lacking = z.strictObject({ metric: z.string(), why: z.string() });

const partFigure = z.strictObject({
  metric: z.string(),
  n: count,
  /** In the metric's unit, and on the scale from 0 to 100. */
  value: figure,
  score: figure,
  /** Weight times score: these add up to the index. */
  contribution: figure,
});

const indexPeriod = z.strictObject({
  first: asOfDay,
  last: asOfDay,
  /** Null where a part is lacking: the weights of the others stay. */
  index: measured.nullable(),
  parts: listOf(partFigure),
  lacking: listOf(lacking),
});

export const cxIndexReport = z.strictObject({
  /** Null where there are no weights; `refused` says why. */
  version: cxIndexVersion.nullable(),
  refused: z.string().nullable(),
  /** The version that was given before this one: figures of the two are not of one series. */
  before: z.strictObject({ version: z.string(), since: asOfDay }).nullable(),
  /** Four weeks each, oldest first, without gaps; the last is the latest that is settled for every part. */
  periods: listOf(indexPeriod),
  /** Of the last two periods. */
  change: measured.nullable(),
});

export type CxIndexVersion = z.infer<typeof cxIndexVersion>;
export type CxIndexReport = z.infer<typeof cxIndexReport>;
export type IndexPart = z.infer<typeof indexPart>;
export type IndexPeriod = z.infer<typeof indexPeriod>;
export type LearnedWeights = z.infer<typeof learnedWeights>;

export const cxIndexDocument = artefact({ name: 'version of the CX index', schema: cxIndexVersion });
