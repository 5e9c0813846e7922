import { z } from 'zod';
import { count, figure, listOf, measured } from './values.ts';

/** How good a model is on later rows, as `models/quality` measures it: the words of each figure stand there. */

const churnFigures = { auc: measured, logLoss: measured, topDecileLift: measured, gainAtList: measured };

const campaignCosts = z.strictObject({
  customerValue: figure,
  offer: figure,
  contact: figure,
  acceptAlpha: figure,
  acceptBeta: figure,
});

const churnQuality = z.strictObject({
  rows: count,
  customers: count,
  churners: count,
  listShare: figure,
  ...churnFigures,
  averagePrecision: measured,
  liftAtList: measured,
  brier: measured,
  brierParts: z.strictObject({
    reliability: figure,
    resolution: figure,
    uncertainty: figure,
    within: figure,
  }),
  ece: figure,
  eceNoise: z.strictObject({ mean: figure, p95: figure }),
  reliability: listOf(z.strictObject({ rows: count, predicted: figure, realised: figure })),
  expectedMaximumProfit: z.strictObject({
    costs: campaignCosts,
    best: measured,
    bestShare: figure,
    atList: measured,
  }),
  rules: listOf(
    z.strictObject({ name: z.string(), ...churnFigures, difference: z.strictObject(churnFigures) }),
  ),
});

const valueFigures = { normalisedGini: measured, spearman: measured, decileError: measured };

const valueQuality = z.strictObject({
  rows: count,
  customers: count,
  ...valueFigures,
  totalRatio: measured,
  coverage80: measured,
  meanWidth: figure,
  deciles: listOf(
    z.strictObject({
      rows: count,
      predicted: figure,
      realised: figure,
      coverage80: figure,
      meanWidth: figure,
      realisedLow: figure,
      realisedHigh: figure,
    }),
  ),
  rules: listOf(
    z.strictObject({ name: z.string(), ...valueFigures, difference: z.strictObject(valueFigures) }),
  ),
});

const segments = z.strictObject({
  judged: count,
  missed: listOf(
    z.strictObject({
      column: z.string(),
      level: z.string(),
      rows: count,
      predicted: figure,
      realised: figure,
    }),
  ),
});

const totals = {
  rows: count,
  predicted: figure,
  realised: figure,
  ratio: measured.nullable(),
};

export const quality = z.strictObject({
  /** Null where the later rows cannot judge it: no outcome is known, or all are the same. */
  churn: churnQuality.nullable(),
  value: valueQuality.nullable(),
  segments,
  /** Predicted and realised totals of each later date (days since 1970-01-01), oldest first. */
  byDate: listOf(
    z.strictObject({
      asOf: count,
      churn: z.strictObject({ ...totals, auc: measured.nullable() }).nullable(),
      value: z.strictObject(totals).nullable(),
    }),
  ),
  /** How far figures of two dates are apart, as standard deviations on log scales; null where that was not measured. */
  between: z
    .strictObject({ dates: count, ranking: figure, rate: figure, level: figure })
    .nullable()
    .default(null),
});

const standing = z.strictObject({
  ranks: z.enum(['model', 'rule', 'nobody']),
  because: z.enum(['ahead', 'level', 'behind', 'chance', 'few']),
  rule: z.string().nullable(),
  figures: z.strictObject({ model: measured, rule: measured, difference: measured }).nullable(),
});

const byModel = { ranks: 'model', because: 'level', rule: null, figures: null } as const;

/** Who orders customers by their chance of leaving, and by what they bring: the model, a simple rule in its place, or nobody. */
export const standings = z.strictObject({ churn: standing, value: standing });

/** What versions of before rules could rank are taken for. */
export const modelRanks = { churn: byModel, value: byModel };

const pairedDifference = z.strictObject({ mean: figure, standardError: figure, customers: count });

/** How a challenger stands beside the champion on the same later rows. */
export const challenge = z.strictObject({
  better: z.boolean(),
  churn: pairedDifference.nullable(),
  value: pairedDifference.nullable(),
});
