import { logitOf } from '../../numerics/logit.ts';
import type { LearningSet, Prediction } from '../../types.ts';
import {
  type Measured,
  measured,
  measuredAboveZero,
  measuredDifference,
  type Resampled,
  resample,
} from '../metrics/cluster-bootstrap.ts';
import { meanInterval } from '../metrics/intervals.ts';
import { type Ranking, rankingOf } from '../metrics/order.ts';
import {
  covered,
  decileErrorOf,
  normalisedGiniOf,
  type SaidOfValue,
  spearmanOf,
  totalRatioOf,
  type ValueDecile,
  valueDeciles,
} from '../metrics/value.ts';
import { type WeightedMetric, weightedMean } from '../metrics/weighted-metric.ts';
import { drawsFor } from './draws-for.ts';
import { latestRows, valuesAt } from './latest-rows.ts';
import type { SimpleRules } from './simple-rules.ts';

/** The figures that the model and the simple rules are compared by. */
interface SharedFigures {
  readonly normalisedGini: Measured;
  readonly spearman: Measured;
  /** Mean |predicted − realised| by tenth of the predictions, over the mean realised value. */
  readonly decileError: Measured;
}

/** A simple rule on the same rows, and how far the model is from it: each difference is model − rule, paired. */
export interface ValueRuleQuality extends SharedFigures {
  readonly name: string;
  readonly difference: SharedFigures;
}

/** A tenth of the customers by predicted value, highest first, and how its 80% intervals did. */
export interface ValueDecileQuality extends ValueDecile {
  readonly coverage80: number;
  readonly meanWidth: number;
  /** 95% interval of the mean realised value. */
  readonly realisedLow: number;
  readonly realisedHigh: number;
}

/** How well value orders and meets what came: customers at the latest date with known values. */
export interface ValueQuality extends SharedFigures {
  readonly rows: number;
  readonly customers: number;
  /** Σ predicted ÷ Σ realised. */
  readonly totalRatio: Measured;
  /** Share of realised values within [P10, P90], by the mid-distribution (`covered`): 0.8 is right on average over dates. */
  readonly coverage80: Measured;
  /** Mean of P90 − P10, in money. */
  readonly meanWidth: number;
  readonly deciles: readonly ValueDecileQuality[];
  readonly rules: readonly ValueRuleQuality[];
}

/** Predicted values of the judged rows, ranked once for all metrics. */
interface Judged {
  readonly predicted: Float64Array;
  readonly ranking: Ranking;
  readonly realised: Float64Array;
  /** The rows by realised value. */
  readonly own: Ranking;
}

/** Null where no value is known, or all together earned nothing: then no order is better than another. */
export function valueQuality(
  later: LearningSet,
  prediction: Prediction,
  rules: SimpleRules,
  seed: number,
): ValueQuality | null {
  const rows = latestRows(later.value, later.asOf);
  const realised = valuesAt(later.value, rows);
  if (!(realised.reduce((sum, value) => sum + value, 0) > 0)) return null;
  const own = rankingOf(realised);
  const judged = (values: Float64Array): Judged => {
    const predicted = valuesAt(values, rows);
    return { predicted, realised, own, ranking: rankingOf(predicted) };
  };
  const model = judged(prediction.value);
  const rivals = rules.flatMap(({ name, value }) => (value ? [{ name, ...judged(value) }] : []));
  const said = saidAt(prediction, rows);
  const metrics: Record<string, WeightedMetric> = {
    ...shared(model, ''),
    totalRatio: totalRatioOf(model.predicted, realised),
    coverage80: weightedMean(covered(said, realised)),
  };
  for (const rival of rivals) Object.assign(metrics, shared(rival, `${rival.name}: `));
  const customers = rows.map((row) => later.customer[row]);
  const drawn = resample(customers, metrics, { seed, draws: drawsFor(rows.length) });
  return {
    rows: rows.length,
    customers: rows.length,
    ...sharedFigures(drawn, ''),
    totalRatio: measured(drawn, 'totalRatio'),
    coverage80: measured(drawn, 'coverage80'),
    meanWidth: meanWidth(said, realised.keys()),
    deciles: decilesOf(model, said),
    rules: rivals.map(({ name }) => ruleFigures(drawn, name)),
  };
}

/** How far the share inside the intervals moves at most, as logit, in a window in which everybody brings e^±by times as much. */
export function coverageMoves(later: LearningSet, prediction: Prediction, by: number): number {
  const rows = latestRows(later.value, later.asOf);
  const realised = valuesAt(later.value, rows);
  const said = saidAt(prediction, rows);
  const share = (times: number) => {
    const inside = covered(
      said,
      realised.map((value) => value * times),
    );
    return inside.reduce((sum, one) => sum + one, 0) / rows.length;
  };
  // an end at which all, or none, are inside is as far away as one customer makes it
  const logit = (of: number) =>
    logitOf(Math.min(1 - 1 / (2 * rows.length), Math.max(1 / (2 * rows.length), of)));
  const now = logit(share(1));
  return Math.max(...[by, -by].map((log) => Math.abs(logit(share(Math.exp(log))) - now)));
}

const saidAt = (prediction: Prediction, rows: Int32Array): SaidOfValue => ({
  low: valuesAt(prediction.valueP10, rows),
  high: valuesAt(prediction.valueP90, rows),
  zero: valuesAt(prediction.valueZero, rows),
});

const shared = ({ predicted, ranking, realised, own }: Judged, prefix: string) => ({
  [`${prefix}normalisedGini`]: normalisedGiniOf(ranking, own, realised),
  [`${prefix}spearman`]: spearmanOf(ranking, own),
  [`${prefix}decileError`]: decileErrorOf(ranking.order, predicted, realised),
});

const sharedFigures = (drawn: Resampled<string>, prefix: string): SharedFigures => ({
  normalisedGini: measured(drawn, `${prefix}normalisedGini`),
  spearman: measured(drawn, `${prefix}spearman`),
  decileError: measuredAboveZero(drawn, `${prefix}decileError`),
});

function ruleFigures(drawn: Resampled<string>, name: string): ValueRuleQuality {
  const difference = (figure: keyof SharedFigures) => measuredDifference(drawn, figure, `${name}: ${figure}`);
  return {
    name,
    ...sharedFigures(drawn, `${name}: `),
    difference: {
      normalisedGini: difference('normalisedGini'),
      spearman: difference('spearman'),
      decileError: difference('decileError'),
    },
  };
}

function decilesOf({ predicted, realised, ranking }: Judged, said: SaidOfValue): ValueDecileQuality[] {
  const inside = covered(said, realised);
  let from = 0;
  return valueDeciles(predicted, realised).map((decile) => {
    const rows = ranking.order.slice(from, from + decile.rows);
    from += decile.rows;
    const mean = meanInterval(valuesAt(realised, rows));
    return {
      ...decile,
      coverage80: valuesAt(inside, rows).reduce((sum, one) => sum + one, 0) / rows.length,
      meanWidth: meanWidth(said, rows.values()),
      realisedLow: mean.low,
      realisedHigh: mean.high,
    };
  });
}

function meanWidth({ low, high }: SaidOfValue, rows: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    sum += high[row] - low[row];
    count++;
  }
  return sum / count;
}
