import type { ChurnQuality, Measured, Quality, ValueQuality } from '../../models/quality.ts';

/** A figure with an interval of ±`reach`. */
export const about = (value: number, reach = 0.01): Measured => ({
  value,
  low: value - reach,
  high: value + reach,
});

const shared = (auc: Measured) => ({
  auc,
  logLoss: about(0.4),
  topDecileLift: about(2.5, 0.2),
  gainAtList: about(0.34, 0.03),
});

/** Differences of the model and a rule: AUC as given, log loss level. */
export const ruleBehind = (
  name: string,
  auc: number,
  difference: Measured,
): ChurnQuality['rules'][number] => ({
  name,
  ...shared(about(auc)),
  difference: { ...shared(difference), logLoss: about(0, 0.001) },
});

/** Ten bins of a hundred customers: predicted .05, .15, …, and `gap` more or less of them left. */
export const bins = (gap: (predicted: number) => number) =>
  Array.from({ length: 10 }, (_, i) => {
    const predicted = i / 10 + 0.05;
    return { rows: 100, predicted, realised: Math.min(1, Math.max(0, predicted + gap(predicted))) };
  });

/** Churn of a thousand customers, as if measured: by default ahead of one rule, and calibrated. */
export const judgedChurn = (changed: Partial<ChurnQuality> = {}): ChurnQuality => ({
  rows: 1000,
  customers: 1000,
  churners: 500,
  listShare: 0.1,
  ...shared(about(0.868)),
  averagePrecision: about(0.7),
  liftAtList: about(2.4, 0.2),
  brier: about(0.12),
  brierParts: { reliability: 0, resolution: 0, uncertainty: 0, within: 0 },
  ece: 0.012,
  eceNoise: { mean: 0.01, p95: 0.021 },
  reliability: bins(() => -0.01),
  expectedMaximumProfit: {
    costs: {} as ChurnQuality['expectedMaximumProfit']['costs'],
    best: about(1),
    bestShare: 0.2,
    atList: about(1),
  },
  rules: [ruleBehind('recency', 0.812, about(0.056)), ruleBehind('tenure', 0.6, about(0.268))],
  ...changed,
});

export const judgedValue = (changed: Partial<ValueQuality> = {}): ValueQuality => ({
  rows: 1000,
  customers: 1000,
  normalisedGini: about(0.7),
  spearman: about(0.6),
  decileError: about(0.1),
  totalRatio: about(1.02, 0.04),
  coverage80: about(0.8),
  meanWidth: 400,
  deciles: Array.from({ length: 10 }, (_, i) => ({
    rows: 100,
    predicted: 1240 - 120 * i,
    realised: 1180 - 115 * i,
    realisedLow: 1100 - 115 * i,
    realisedHigh: 1260 - 115 * i,
    coverage80: 0.8,
    meanWidth: 400,
  })),
  rules: [],
  ...changed,
});

export const judged = (changed: Partial<Quality> = {}): Quality => ({
  churn: judgedChurn(),
  value: judgedValue(),
  segments: { judged: 0, missed: [] },
  byDate: [],
  between: null,
  ...changed,
});
