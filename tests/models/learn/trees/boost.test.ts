import { describe, expect, it } from 'vitest';
import { gammaLoss } from '../../../../models/learn/losses/gamma-loss.ts';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import type { ScoreLoss } from '../../../../models/learn/losses/score-loss.ts';
import { squaredLoss } from '../../../../models/learn/losses/squared-loss.ts';
import { binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { boost } from '../../../../models/learn/trees/boost.ts';
import { bagOf, fitBag } from '../../../../models/learn/trees/fit-bag.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import { meanForest } from '../../../../models/learn/trees/forest.ts';
import { mostBins, treeRulesFor } from '../../../../models/learn/trees/hyper-parameters.ts';
import { scoreForest } from '../../../../models/learn/trees/score-forest.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { logLoss } from '../../../../models/quality/metrics/probability.ts';
import { auc } from '../../../../models/quality/metrics/ranking.ts';
import { simulatedRows } from '../../simulated-rows.ts';
import { number, table } from '../../tables.ts';

const rules = treeRulesFor(3000, 'small', true);
const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
const binning = fitBinning(train.table, mostBins);
const binned = binRows(binning, train.table);
const laterRows = binRows(binning, later.table);
const all = Int32Array.from({ length: 3000 }, (_, i) => i);
const chance = (scores: Float64Array) => scores.map((z) => 1 / (1 + Math.exp(-z)));
const bag = { binned, target: train.churned, rows: all, customer: train.customer };

describe('losses', () => {
  it.each<[string, ScoreLoss, number]>([
    ['logistic', logisticLoss, 1],
    ['squared', squaredLoss, 2.3],
  ])('%s: slopes agree with finite differences, and start is the best constant', (_, loss, target) => {
    const targets = Float64Array.of(target, 0);
    const to = { gradient: new Float64Array(2), curvature: new Float64Array(2) };
    for (const score of [-2, 0.3, 1.7]) {
      loss.slopes(Float64Array.of(score, score), targets, Int32Array.of(0), to);
      const at = (by: number) => loss.loss(score + by, target);
      expect(to.gradient[0]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
      expect(to.curvature[0]).toBeCloseTo((at(1e-3) - 2 * at(0) + at(-1e-3)) / 1e-6, 5);
    }
  });

  it('gamma: gradients agree with finite differences, the best constant is the mean, and steps are short', () => {
    const targets = Float64Array.of(12, 0.5, 3);
    const rows = Int32Array.of(0, 1, 2);
    const to = { gradient: new Float64Array(3), curvature: new Float64Array(3) };
    for (const score of [-4, 0.3, 9]) {
      gammaLoss.slopes(Float64Array.of(score, score, score), targets, rows, to);
      targets.forEach((target, i) => {
        const at = (by: number) => gammaLoss.loss(score + by, target);
        const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        expect(to.gradient[i] / slope).toBeCloseTo(1, 6);
        expect(Math.abs(to.gradient[i] / to.curvature[i])).toBeLessThan(2);
      });
    }
    expect(gammaLoss.start(targets, rows)).toBeCloseTo(Math.log(15.5 / 3), 12);
  });

  it('are finite at the far ends', () => {
    for (const score of [-800, 800]) {
      expect(Number.isFinite(logisticLoss.loss(score, 1))).toBe(true);
    }
  });
});

describe('boosting', () => {
  const watch = all.filter((i) => i % 6 === 0);
  const learn = all.filter((i) => i % 6 !== 0);

  it('comes near to the truth on later rows', () => {
    const scores = scoreForest(bagOf(fitBag(bag, logisticLoss, rules, 1)), laterRows);
    expect(auc(scores, later.churned)).toBeGreaterThan(auc(later.trueChurn, later.churned) - 0.012);
    expect(logLoss(chance(scores), later.churned)).toBeLessThan(
      logLoss(later.trueChurn, later.churned) + 0.012,
    );
  });

  it('learns what only two features together say', () => {
    const random = randomStream(3, 'checkers');
    const sign = () => (random.uniform() < 0.5 ? -1 : 1);
    const [a, b] = [Array.from({ length: 2000 }, sign), Array.from({ length: 2000 }, sign)];
    const rows = table(number('a', a), number('b', b));
    const target = Float64Array.from(a, (own, i) => (own * b[i] > 0 ? 1 : 0));
    const bins = binRows(fitBinning(rows, 8), rows);
    const given = { binned: bins, target, learn: all.slice(0, 2000), watch: new Int32Array() };
    // Samples are not quite even, so that the first cut gains a little and the second all.
    const forest = boost(given, logisticLoss, { ...rules, featureShare: 1, rounds: 60 }, 1);
    expect(auc(scoreForest(forest, bins), target)).toBeGreaterThan(0.99);
  });

  it('keeps the trees up to the best watched loss within its patience', () => {
    const quick = { ...rules, learningRate: 0.3, patience: 8 };
    const given = { binned, target: train.churned, learn };
    const kept = boost({ ...given, watch }, logisticLoss, quick, 1).roots.length;
    const watchedLoss = (rounds: number) => {
      const forest = boost({ ...given, watch: new Int32Array() }, logisticLoss, { ...quick, rounds }, 1);
      const scores = scoreForest(forest, binned);
      return watch.reduce((sum, i) => sum + logisticLoss.loss(scores[i], train.churned[i]), 0);
    };
    const losses = Array.from({ length: kept + 8 }, (_, t) => watchedLoss(t + 1));
    expect(kept).toBeGreaterThan(5);
    expect(losses.indexOf(Math.min(...losses)) + 1).toBe(kept);
  });

  it('without watched rows grows all rounds', () => {
    const given = { binned, target: train.churned, learn: all, watch: new Int32Array() };
    expect(boost(given, logisticLoss, { ...rules, rounds: 7 }, 1).roots).toHaveLength(7);
  });

  it('gives the same forest for the same seed, and another for another', () => {
    const given = { binned, target: train.churned, learn, watch };
    const grown = (seed: number) => boost(given, logisticLoss, { ...rules, rounds: 10 }, seed);
    expect(grown(1)).toEqual(grown(1));
    expect(grown(1)).not.toEqual(grown(2));
  });

  it('of a target that never varies is one number', () => {
    const given = { binned, target: new Float64Array(3000), learn, watch };
    const scores = scoreForest(boost(given, logisticLoss, rules, 1), binned);
    expect(new Set(scores).size).toBe(1);
    expect(chance(scores)[0]).toBeLessThan(0.001);
  });
});

describe('a bag of forests', () => {
  it('scores the mean of its forests', () => {
    const forests = fitBag(bag, logisticLoss, { ...rules, rounds: 8, bags: 3 }, 1).map(
      ({ forest }) => forest,
    );
    const mean = scoreForest(meanForest(forests), laterRows);
    const own = forests.map((forest) => scoreForest(forest, laterRows));
    mean.forEach((score, i) => {
      expect(score).toBeCloseTo((own[0][i] + own[1][i] + own[2][i]) / 3, 12);
    });
  });

  it('watches whole customers, others in each forest', () => {
    const customer = all.map((i) => i >> 2);
    const parts = fitBag({ ...bag, customer }, logisticLoss, { ...rules, rounds: 2 }, 1);
    const seen = new Set<number>();
    for (const { watched } of parts) {
      const customers = new Set(watched.map((i) => customer[i]));
      expect(watched.length).toBe(4 * customers.size);
      expect(watched.length / 3000).toBeCloseTo(1 / 6, 1);
      for (const c of customers) {
        expect(seen.has(c)).toBe(false);
        seen.add(c);
      }
    }
  });

  it('is not led on by the same customer at several dates with overlapping labels', () => {
    // Each customer's label is luck, its features a fingerprint that stands at five dates.
    const random = randomStream(4, 'fingerprints');
    const customers = 300;
    const print = Array.from({ length: 6 }, () => Array.from({ length: customers }, () => random.normal()));
    const luck = Float64Array.from({ length: customers }, () => (random.uniform() < 0.5 ? 1 : 0));
    const rowCustomer = Int32Array.from({ length: 5 * customers }, (_, i) => i % customers);
    const rows = table(
      ...print.map((own, f) =>
        number(
          `x${f}`,
          Array.from(rowCustomer, (c) => own[c]),
        ),
      ),
    );
    const target = Float64Array.from(rowCustomer, (c) => luck[c]);
    const bins = binRows(fitBinning(rows, 64), rows);
    const at = Int32Array.from(rowCustomer.keys());
    const trees = (customer: Int32Array) =>
      bagOf(fitBag({ binned: bins, target, rows: at, customer }, logisticLoss, { ...rules, bags: 3 }, 1))
        .roots.length / 3;
    expect(trees(rowCustomer)).toBeLessThan(40);
    expect(trees(at)).toBeGreaterThan(200);
  });

  it('grows a modest number of trees where nobody can be watched', () => {
    const few = fitBag({ ...bag, rows: all.slice(0, 30) }, logisticLoss, { ...rules, bags: 1 }, 1);
    expect(few[0].forest.roots.length).toBeLessThanOrEqual(50);
  });
});
