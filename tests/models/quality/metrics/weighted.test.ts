import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import {
  clusterBootstrap,
  measuredDifference,
  resample,
} from '../../../../models/quality/metrics/cluster-bootstrap.ts';
import { rankingOf, unitWeights } from '../../../../models/quality/metrics/order.ts';
import { logLosses, squaredGaps } from '../../../../models/quality/metrics/probability.ts';
import { aucOf, averagePrecisionOf, gainOf } from '../../../../models/quality/metrics/ranking.ts';
import {
  decileErrorOf,
  normalisedGiniOf,
  spearmanOf,
  totalRatioOf,
} from '../../../../models/quality/metrics/value.ts';
import { type WeightedMetric, weightedMean } from '../../../../models/quality/metrics/weighted-metric.ts';
import { lehmerRows } from '../../lehmer.ts';

const drawn = lehmerRows(500, 6, 20);
const p = drawn.map(([u]) => Math.floor(u! * 50 + 1) / 52);
const left = drawn.map(([, u], i) => (u! < p[i] ? 1 : 0));
const weight = Float64Array.from(drawn, ([, , u]) => Math.floor(4 * u!));
const predicted = drawn.map(([, , , u]) => Math.floor(100 * u! ** 3));
const realised = drawn.map(([, , c, , e, f], i) => (e! < 0.3 ? 0 : predicted[i] * 2 * f! + 10 * c! - 2));

const byChance = rankingOf(p);
const byValue = rankingOf(predicted);
const byOutcome = rankingOf(realised);

describe('metrics of 500 rows with ties, once each and with weights', () => {
  // scikit-learn 1.9.1 with sample_weight; scipy 1.17.1 spearmanr on repeated rows; Gini by numpy's trapezoids
  const cases: [string, WeightedMetric, number, number][] = [
    ['AUC', aucOf(byChance, left), 0.8523227344737643, 0.8689765765765766],
    ['average precision', averagePrecisionOf(byChance, left), 0.8512200174245477, 0.872017718832576],
    ['log loss', weightedMean(logLosses(p, left)), 0.4812849516370453, 0.45944052151284687],
    ['Brier score', weightedMean(squaredGaps(p, left)), 0.15873150887573964, 0.15027749096541043],
    ['Spearman', spearmanOf(byValue, byOutcome), 0.49220922283527346, 0.4835600030315235],
    [
      'normalised Gini',
      normalisedGiniOf(byValue, byOutcome, realised),
      0.7299840263678986,
      0.7115319732722867,
    ],
  ];

  it.each(cases)('%s agrees with the Python stack', (_, metric, plain, weighted) => {
    expect(metric(unitWeights(500))).toBeCloseTo(plain, 12);
    expect(metric(weight)).toBeCloseTo(weighted, 12);
  });

  it('a weight of two is the row twice', () => {
    const rows = Int32Array.from(drawn.flatMap((_, i) => Array<number>(weight[i]).fill(i)));
    const [r, y] = [Array.from(rows, (i) => realised[i]), Array.from(rows, (i) => left[i])];
    const [v, s] = [Array.from(rows, (i) => predicted[i]), Array.from(rows, (i) => p[i])];
    const once = unitWeights(rows.length);
    expect(gainOf(byChance, left, 0.13)(weight)).toBeCloseTo(gainOf(rankingOf(s), y, 0.13)(once), 12);
    expect(totalRatioOf(predicted, realised)(weight)).toBeCloseTo(totalRatioOf(v, r)(once), 12);
    const whole = weight.map((w) => 10 * w);
    expect(decileErrorOf(byValue.order, predicted, realised)(whole)).toBeCloseTo(
      decileErrorOf(byValue.order, predicted, realised)(weight),
      1,
    );
  });

  it('the order of the rows says nothing: equal predictions share what they brought', () => {
    const backwards = (values: readonly number[]) => values.toReversed();
    expect(
      normalisedGiniOf(
        rankingOf(backwards(predicted)),
        rankingOf(backwards(realised)),
        backwards(realised),
      )(unitWeights(500)),
    ).toBeCloseTo(0.7299840263678986, 12);
    expect(normalisedGiniOf(rankingOf([1, 1, 1]), rankingOf([5, 0, 2]), [5, 0, 2])(unitWeights(3))).toBe(0);
  });
});

/** Chance of AUC between a standard normal score and one moved by 1: Φ(1 / √2). */
const trueAuc = 0.7602499389065233;

/** Share of simulated samples whose 95% interval holds the truth. */
function held(samples: number, inside: (sample: number) => boolean): number {
  return Array.from({ length: samples }, (_, s) => inside(s)).filter(Boolean).length / samples;
}

describe('bootstrap intervals hold the truth about as often as they say', () => {
  it('AUC of 240 customers, of whom a third leave', () => {
    const share = held(300, (s) => {
      const random = randomStream(s, 'auc sample');
      const outcome = Array.from({ length: 240 }, (_, i) => (i % 3 === 0 ? 1 : 0));
      const score = outcome.map((y) => y + random.normal());
      const customer = Int32Array.from(outcome, (_, i) => i);
      const { low, high } = clusterBootstrap(customer, aucOf(rankingOf(score), outcome), { seed: s });
      return low <= trueAuc && trueAuc <= high;
    });
    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.98);
  });

  it('a paired difference of two log losses whose rows share their customers', () => {
    // Model and rule differ by a customer's own normal effect of mean 0.1: so does their loss.
    const share = held(300, (s) => {
      const random = randomStream(s, 'paired sample');
      const customer = Int32Array.from({ length: 300 }, (_, i) => i % 100);
      const effect = Array.from({ length: 100 }, () => 0.1 + random.normal());
      const rule = Array.from(customer, () => 3 * random.normal());
      const model = rule.map((loss, i) => loss + effect[customer[i]]);
      const drawnBoth = resample(
        customer,
        { model: weightedMean(model), rule: weightedMean(rule) },
        { seed: s },
      );
      const { low, high } = measuredDifference(drawnBoth, 'model', 'rule');
      return low <= 0.1 && 0.1 <= high;
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  });
});
