import { describe, expect, it } from 'vitest';
import { estimateDrift } from '../../../models/drift/estimate-drift.ts';
import { estimatePerformance } from '../../../models/drift/estimated-performance.ts';
import { judgeMatured, promiseOf } from '../../../models/drift/matured-performance.ts';
import { judgeValue } from '../../../models/drift/matured-value.ts';
import { type RandomStream, randomStream } from '../../../models/numerics/random.ts';
import { clusterBootstrap } from '../../../models/quality/metrics/cluster-bootstrap.ts';
import { totalRatioOf } from '../../../models/quality/metrics/value.ts';

const logistic = (z: number) => 1 / (1 + Math.exp(-z));
const logits = (n: number, random: RandomStream, middle = -0.5, width = 1.2) =>
  Float64Array.from({ length: n }, () => middle + width * random.normal());
const outcomes = (p: Float64Array, random: RandomStream) =>
  p.map((chance) => (random.uniform() < chance ? 1 : 0));

/** Share of seeds in which anything is alarmed, with the distance that chance allows (three standard errors). */
function alarmRate(
  seeds: number,
  rate: number,
  night: (seed: number) => boolean,
): { share: number; most: number } {
  let alarms = 0;
  for (let seed = 0; seed < seeds; seed++) if (night(seed)) alarms++;
  return { share: alarms / seeds, most: rate + 3 * Math.sqrt((rate * (1 - rate)) / seeds) };
}

/** Judges a later night on 500 customers against a promise made on 800. */
function matured(
  seed: number,
  truth: (logit: number) => number,
  rule = { rate: 0.1, leastChurn: 0, least: 0 },
) {
  const random = randomStream(seed, 'matured');
  const judged = logits(800, random).map(logistic);
  const promise = promiseOf({ p: judged, outcome: outcomes(judged, random) }, 800, 0.1)!;
  const given = logits(500, random, -0.2, 1);
  const p = given.map(logistic);
  return judgeMatured({ p, outcome: outcomes(given.map(truth), random) }, promise, rule)!;
}
const anyOf = ({ churn, auc, logLoss }: ReturnType<typeof matured>) =>
  churn.alarm || auc!.alarm || logLoss!.alarm;

describe('scores beside outcomes', () => {
  it('alarm at most at the stated rate where chances are true, though the customers are others', () => {
    const { share, most } = alarmRate(600, 0.1, (seed) => anyOf(matured(seed, logistic)));
    expect(share).toBeLessThan(most);
    expect(share).toBeGreaterThan(0.05);
  });

  it('alarm no oftener where a customer was judged at several dates with one outcome', () => {
    const rule = { rate: 0.1, leastChurn: 0, least: 0 };
    const { share, most } = alarmRate(400, 0.1, (seed) => {
      const random = randomStream(seed, 'repeated');
      const judged = logits(300, random).map(logistic);
      const came = outcomes(judged, random);
      const thrice = (values: Float64Array) => Float64Array.from([...values, ...values, ...values]);
      const promise = promiseOf({ p: thrice(judged), outcome: thrice(came) }, 300, 0.1)!;
      const p = logits(300, random).map(logistic);
      return anyOf(judgeMatured({ p, outcome: outcomes(p, random) }, promise, rule)!);
    });
    expect(share).toBeLessThan(most);
    expect(share).toBeGreaterThan(0.03);
  });

  it('see a level that is off, and chances that no longer order', () => {
    const rule = { rate: 0.01, leastChurn: 0.1, least: 0.02 };
    const higher = matured(1, (z) => logistic(z + 0.8), rule);
    expect(higher.churn.alarm).toBe(true);
    expect(higher.churn.actual).toBeGreaterThan(higher.churn.expected);
    const flat = matured(2, (z) => logistic(-0.2 + 0.1 * z), rule);
    expect([flat.auc!.alarm, flat.logLoss!.alarm]).toEqual([true, true]);
    expect(flat.auc!.actual).toBeLessThan(0.6);
  });

  it('stay silent on a trifle, and alarm where everybody left, or nobody, unless that was to be expected', () => {
    const random = randomStream(3, 'matured');
    const given = logits(60_000, random);
    const p = given.map(logistic);
    const promise = promiseOf({ p, outcome: outcomes(p, random) }, p.length, 0.1)!;
    const rule = { rate: 0.01, leastChurn: 0.1, least: 0.02 };
    const slight = judgeMatured(
      {
        p,
        outcome: outcomes(
          given.map((z) => logistic(z + 0.06)),
          random,
        ),
      },
      promise,
      rule,
    )!;
    expect(slight.churn.p).toBeLessThan(1e-3);
    expect(anyOf(slight)).toBe(false);
    for (const came of [0, 1]) {
      const all = judgeMatured({ p, outcome: p.map(() => came) }, promise, rule, 10)!;
      expect([all.churn.alarm, all.churn.actual, all.auc, all.logLoss]).toEqual([true, came, null, null]);
    }
    const sure = p.map(() => 0.999).slice(0, 400);
    expect(judgeMatured({ p: sure, outcome: sure.map(() => 1) }, promise, rule, 10)).toBeNull();
  });
});

describe('values beside what came', () => {
  /** Customers of whom half bring something, log-normally. */
  const customers = (n: number, random: RandomStream, level = 1) => {
    const means = Float64Array.from({ length: n }, () => 50 * Math.exp(0.6 * random.normal()));
    const realised = means.map((mean) =>
      random.uniform() < 0.5 ? 2 * level * mean * Math.exp(0.8 * random.normal() - 0.32) : 0,
    );
    return { means, realised };
  };
  function value(seed: number, level = 1, rule = { rate: 0.05, least: 0 }) {
    const random = randomStream(seed, 'value');
    const judged = customers(600, random);
    const everyone = Int32Array.from(judged.means.keys());
    const promised = clusterBootstrap(everyone, totalRatioOf(judged.means, judged.realised), {
      seed,
      draws: 100,
    });
    const now = customers(600, random, level);
    return judgeValue(now.means, now.realised, { ...promised, between: null }, rule)!.totalRatio;
  }

  it('count the sampling of customers once for each time, whatever the interval was made for', () => {
    const now = customers(600, randomStream(1, 'now'));
    const error = (by: number, between: number | null) => {
      const promised = { value: 1.05, low: 1.05 * Math.exp(-by), high: 1.05 * Math.exp(by), between };
      return judgeValue(now.means, now.realised, promised, { rate: 0.05, least: 0 })!.totalRatio.error;
    };
    const own = error(1e-9, null);
    const ofRows = error(0.2, null);
    expect(error(Math.SQRT2 * 0.2, 0)).toBeCloseTo(ofRows, 9);
    const sd = 0.2 / 1.959964;
    const dates = 1.05 * 0.3;
    const nextWindow = 1.959964 * Math.hypot(Math.SQRT2 * sd, 0.3);
    expect(error(nextWindow, 0.3)).toBeCloseTo(Math.hypot(ofRows, dates), 6);
    expect(own).toBeLessThan(ofRows);
  });

  it('alarm at most at the stated rate where the total is right', () => {
    const { share, most } = alarmRate(400, 0.05, (seed) => value(seed).alarm);
    expect(share).toBeLessThan(most);
    expect(share).toBeGreaterThan(0.015);
  });

  it('see a level that fell by a half', () => {
    const ratio = value(1, 0.5, { rate: 0.01, least: 0.2 });
    expect(ratio.alarm).toBe(true);
    expect(ratio.actual).toBeGreaterThan(1.5);
  });

  it('have nothing to say of nothing', () => {
    const none = new Float64Array(3);
    expect(
      judgeValue(none, none, { value: 1, low: 0.9, high: 1.1, between: null }, { rate: 0.01, least: 0 }),
    ).toBeNull();
  });
});

describe('performance estimated now beside that of the reference', () => {
  const estimated = (seed: number, width = 1.2) =>
    estimatePerformance(logits(300, randomStream(seed, 'night'), -0.5, width).map(logistic), 0.1)!;
  const alarmed = (seed: number, width?: number, least = 0) => {
    const { auc, logLoss } = estimateDrift(estimated(2 * seed, width), estimated(2 * seed + 1), {
      rate: 0.1,
      least,
    });
    return auc.alarm || logLoss.alarm;
  };

  it('alarms at most at the stated rate where customers come from one population', () => {
    const { share, most } = alarmRate(1000, 0.1, (seed) => alarmed(seed));
    expect(share).toBeLessThan(most);
    expect(share).toBeGreaterThan(0.04);
  });

  it('sees customers who cannot be told apart any more', () => {
    expect(alarmed(1, 0.5, 0.02)).toBe(true);
  });
});
