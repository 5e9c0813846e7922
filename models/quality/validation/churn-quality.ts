import type { LearningSet, Prediction } from '../../types.ts';
import {
  type Measured,
  measured,
  measuredDifference,
  type Resampled,
  resample,
} from '../metrics/cluster-bootstrap.ts';
import {
  type CampaignCosts,
  expectedMaximumProfit,
  maximumProfitOf,
  profitAtOf,
} from '../metrics/expected-profit.ts';
import { type Ranking, rankingOf } from '../metrics/order.ts';
import {
  type BrierParts,
  brierParts,
  type CalibrationNoise,
  calibrationNoise,
  expectedCalibrationError,
  logLosses,
  type ReliabilityBin,
  reliability,
  squaredGaps,
} from '../metrics/probability.ts';
import { aucOf, averagePrecisionOf, gainOf, liftOf } from '../metrics/ranking.ts';
import { type WeightedMetric, weightedMean } from '../metrics/weighted-metric.ts';
import { drawsFor } from './draws-for.ts';
import { latestRows, valuesAt } from './latest-rows.ts';
import type { SimpleRules } from './simple-rules.ts';

const sharedFigures = ['auc', 'logLoss', 'topDecileLift', 'gainAtList'] as const;

/** The figures that the model and the simple rules are compared by. */
type SharedFigures = Readonly<Record<(typeof sharedFigures)[number], Measured>>;

/** A simple rule on the same rows, and how far the model is from it: each difference is model − rule, paired. */
export interface ChurnRuleQuality extends SharedFigures {
  readonly name: string;
  readonly difference: SharedFigures;
}

/** What a campaign at the given costs would earn, in money per customer of all customers. */
export interface CampaignProfit {
  readonly costs: CampaignCosts;
  /** With the best list size for each possible rate of acceptance (EMPC), and the mean of those sizes as a share. */
  readonly best: Measured;
  readonly bestShare: number;
  readonly atList: Measured;
}

/** How well P(churn) orders and meets what happened: customers at the latest date with known outcomes. */
export interface ChurnQuality extends SharedFigures {
  readonly rows: number;
  readonly customers: number;
  readonly churners: number;
  /** Share of the customers that the list has room for. */
  readonly listShare: number;
  readonly averagePrecision: Measured;
  readonly liftAtList: Measured;
  readonly brier: Measured;
  readonly brierParts: BrierParts;
  readonly ece: number;
  /** The ECE that perfectly calibrated forecasts would show on as many rows. */
  readonly eceNoise: CalibrationNoise;
  readonly reliability: readonly ReliabilityBin[];
  readonly expectedMaximumProfit: CampaignProfit;
  readonly rules: readonly ChurnRuleQuality[];
}

export interface ChurnQualityOptions {
  readonly listShare: number;
  readonly costs: CampaignCosts;
  readonly seed: number;
}

/** Chances of churn of the judged rows, ranked once for all metrics. */
interface Judged {
  readonly p: Float64Array;
  readonly ranking: Ranking;
  readonly outcome: Float64Array;
}

/** Null where no outcome is known, or all are the same: then nothing can be told apart. */
export function churnQuality(
  later: LearningSet,
  predicted: Prediction,
  rules: SimpleRules,
  options: ChurnQualityOptions,
): ChurnQuality | null {
  const rows = latestRows(later.churned, later.asOf);
  const outcome = valuesAt(later.churned, rows);
  const churners = outcome.reduce((sum, left) => sum + left, 0);
  if (churners === 0 || churners === rows.length) return null;
  const judged = (p: Float64Array): Judged => ({ p, outcome, ranking: rankingOf(p) });
  const model = judged(valuesAt(predicted.churn, rows));
  const rivals = rules.flatMap(({ name, churn }) =>
    churn ? [{ name, ...judged(valuesAt(churn, rows)) }] : [],
  );
  const metrics = [modelMetrics(model, options), ...rivals.map((rival) => rivalMetrics(rival, options))];
  const customers = rows.map((row) => later.customer[row]);
  const drawn = resample(customers, Object.assign({}, ...metrics) as Record<string, WeightedMetric>, {
    seed: options.seed,
    draws: drawsFor(rows.length),
  });
  return {
    rows: rows.length,
    customers: rows.length,
    churners,
    listShare: options.listShare,
    ...modelFigures(drawn),
    ...calibration(model, options.seed),
    expectedMaximumProfit: campaignProfit(drawn, model, options.costs),
    rules: rivals.map(({ name }) => ruleFigures(drawn, name)),
  };
}

function modelMetrics(model: Judged, { listShare, costs }: ChurnQualityOptions) {
  const { p, ranking, outcome } = model;
  return {
    ...shared(model, '', listShare),
    averagePrecision: averagePrecisionOf(ranking, outcome),
    liftAtList: liftOf(ranking, outcome, listShare),
    brier: weightedMean(squaredGaps(p, outcome)),
    bestProfit: maximumProfitOf(ranking, outcome, costs),
    profitAtList: profitAtOf(ranking, outcome, listShare, costs),
  };
}

const rivalMetrics = (rival: Judged & { readonly name: string }, { listShare }: ChurnQualityOptions) =>
  shared(rival, `${rival.name}: `, listShare);

const shared = ({ p, ranking, outcome }: Judged, prefix: string, listShare: number) => ({
  [`${prefix}auc`]: aucOf(ranking, outcome),
  [`${prefix}logLoss`]: weightedMean(logLosses(p, outcome)),
  [`${prefix}topDecileLift`]: liftOf(ranking, outcome, 0.1),
  [`${prefix}gainAtList`]: gainOf(ranking, outcome, listShare),
});

const sharedFiguresOf = (of: (name: (typeof sharedFigures)[number]) => Measured) =>
  Object.fromEntries(sharedFigures.map((name) => [name, of(name)])) as SharedFigures;

const modelFigures = (drawn: Resampled<string>) => ({
  ...sharedFiguresOf((name) => measured(drawn, name)),
  averagePrecision: measured(drawn, 'averagePrecision'),
  liftAtList: measured(drawn, 'liftAtList'),
  brier: measured(drawn, 'brier'),
});

const ruleFigures = (drawn: Resampled<string>, name: string): ChurnRuleQuality => ({
  name,
  ...sharedFiguresOf((figure) => measured(drawn, `${name}: ${figure}`)),
  difference: sharedFiguresOf((figure) => measuredDifference(drawn, figure, `${name}: ${figure}`)),
});

const calibration = ({ p, outcome }: Judged, seed: number) => ({
  brierParts: brierParts(p, outcome),
  ece: expectedCalibrationError(p, outcome),
  eceNoise: calibrationNoise(p, seed),
  reliability: reliability(p, outcome),
});

const campaignProfit = (
  drawn: Resampled<string>,
  { p, outcome }: Judged,
  costs: CampaignCosts,
): CampaignProfit => ({
  costs,
  best: measured(drawn, 'bestProfit'),
  bestShare: expectedMaximumProfit(p, outcome, costs).share,
  atList: measured(drawn, 'profitAtList'),
});
