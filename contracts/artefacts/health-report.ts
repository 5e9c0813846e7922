import { z } from 'zod';
import { estimatedPerformance } from './baseline.ts';
import { asOfDay, count, figure, listOf } from './values.ts';

const deviation = z.strictObject({
  actual: figure,
  expected: figure,
  error: figure,
  p: figure,
  alarm: z.boolean(),
});

const drift = z.strictObject({
  name: z.string(),
  family: z.string(),
  psi: figure,
  psiByChance: figure,
  p: figure,
  gap: z.strictObject({ gap: figure, p: figure }).nullable(),
  adjustedP: figure,
  usualPsi: figure.nullable(),
  missing: z.strictObject({ before: figure, now: figure }),
  alarm: z.boolean(),
});

const familyDrift = z.strictObject({
  family: z.string(),
  features: count,
  psi: figure,
  p: figure,
  moved: listOf(z.string()),
});

/** How far the customers who were scored, and their scores, are from those that the model was judged on. */
const driftReport = z.strictObject({
  /** As-of date and number of the customers compared with; all counts are of customers who can still leave. */
  reference: z.strictObject({ asOf: asOfDay, customers: count }),
  customers: count,
  features: listOf(drift),
  families: listOf(familyDrift),
  /** P(churn), and value over the observed days. */
  predictions: listOf(drift),
});

/** What to expect of these customers' chances before outcomes are known. */
const estimateReport = z.strictObject({
  now: estimatedPerformance,
  reference: estimatedPerformance,
  drift: z.strictObject({ auc: deviation, logLoss: deviation }),
});

/** A complete run whose scores can be held against what came. */
const earlierRun = {
  run: z.string(),
  asOf: asOfDay,
  /** Prefix of its scores. */
  scores: z.string(),
  /** The version that scored. */
  model: z.string(),
  /** Days over which value was learned directly. */
  observedDays: z.number(),
  maturedValue: z.boolean(),
};

const maturedPerformance = z.strictObject({
  customers: count,
  churners: count,
  churn: deviation,
  auc: deviation.nullable(),
  logLoss: deviation.nullable(),
});

/** How the scores of one earlier run turned out, among customers who were not contacted. */
const maturedReport = z.strictObject({
  ...earlierRun,
  /** Null where it cannot be judged; `why` says so. */
  churn: maturedPerformance.nullable(),
  value: z.strictObject({ customers: count, totalRatio: deviation }).nullable(),
  why: listOf(z.string()),
});

/** What is known after scoring of how the model does. */
export const healthReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  /** The version that scored. */
  model: z.string(),
  /** When an alarm is raised: rates and least sizes by name. */
  rule: z.strictObject({
    rate: z.number(),
    leastPsi: z.number(),
    least: z.number(),
    leastChurn: z.number(),
    leastValue: z.number(),
  }),
  /** Null for a model stored without a baseline. */
  drift: driftReport.nullable(),
  estimate: estimateReport.nullable(),
  /** Earlier runs whose outcomes are known now, latest first. The latest alone can raise an alarm. */
  matured: listOf(maturedReport),
  /** A sentence for each alarm; none where all is well. */
  alarms: listOf(z.string()),
  /** What could not be measured, and why. */
  notes: listOf(z.string()),
});

export type DriftReport = z.infer<typeof driftReport>;
export type EstimateReport = z.infer<typeof estimateReport>;
export type MaturedReport = z.infer<typeof maturedReport>;
export type EarlierRun = Pick<MaturedReport, keyof typeof earlierRun>;
export type HealthReport = z.infer<typeof healthReport>;
