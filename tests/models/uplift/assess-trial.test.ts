import { describe, expect, it } from 'vitest';
import {
  type Effect,
  type SimulatedCustomers,
  simulateCustomers,
  simulateTrial,
} from '../../../bench/uplift/simulated-trial.ts';
import { ModelDataError } from '../../../models/errors.ts';
import { gainLearner, learnersOf } from '../../../models/uplift/anchored-gain.ts';
import { assessGate } from '../../../models/uplift/assess-gate.ts';
import { assessTrial } from '../../../models/uplift/assess-trial.ts';
import { crossFit } from '../../../models/uplift/cross-fit.ts';
import { pairOf } from '../../../models/uplift/trial.ts';

/** `npm run bench:uplift` does this over hundreds of seeds. */
const gates = (effect: Effect, customers: number, seeds: readonly number[]) =>
  seeds.map((seed) => assessGate(simulateTrial(simulateCustomers(customers, effect, seed), 0.5, seed), seed));

const listed = 0.1;
function won({ effect, worth }: SimulatedCustomers, score: Float64Array): number {
  const order = Int32Array.from(score.keys()).sort((a, b) => score[b] - score[a]);
  return order.subarray(0, listed * score.length).reduce((sum, i) => sum + effect[i] * worth[i], 0);
}

describe('the gate', () => {
  it('stays shut where contact does nothing, or the same for everybody', () => {
    const shut = [...gates('none', 600, [1, 2, 3, 4]), ...gates('constant', 600, [1, 2, 3])];
    expect(shut.filter(({ open }) => open).length).toBeLessThan(2);
    const mean = shut.reduce((sum, { z }) => sum + z, 0) / shut.length;
    expect(Math.abs(mean)).toBeLessThan(1);
  });
});

describe('a trial with something to learn', () => {
  const trial = simulateTrial(simulateCustomers(3000, 'persuadable', 3), 0.5, 3);
  const [arm] = assessTrial(trial, 3);
  const pair = pairOf(trial, 1);
  const learn = gainLearner(trial, pair, learnersOf(trial.table));

  it('opens the gate', () => {
    expect(arm.gate).toMatchObject({ open: true, orders: 10 });
    expect(arm.gate.z).toBeGreaterThan(2);
  });

  it('ranks new customers better than value at risk does', () => {
    const fresh = simulateCustomers(10_000, 'persuadable', 77);
    const gain = arm.predict(fresh.table, fresh.risk);
    const times = (score: Float64Array) => score.map((value, i) => value * fresh.worth[i]);
    expect(won(fresh, times(gain))).toBeGreaterThan(1.1 * won(fresh, times(fresh.risk)));
  });

  it('states the mean effect and how much the ranking tells, with intervals', () => {
    expect(arm.effect.low).toBeLessThan(0.05);
    expect(arm.effect.high).toBeGreaterThan(0.05);
    expect(arm.autoc.low).toBeGreaterThan(0);
    expect(arm.qini.low).toBeGreaterThan(0);
    expect(arm.overRisk!.autoc.value).toBeLessThan(arm.autoc.value);
  });

  it('gives each customer a gain by models that had not seen this customer', () => {
    const flipped = { ...trial, outcome: trial.outcome.with(0, 1 - trial.outcome[0]) };
    const options = { seed: 3, draw: 0 };
    const before = crossFit(trial, pair.rows, learn, options).gain;
    const relearn = gainLearner(flipped, pair, learnersOf(flipped.table));
    const after = crossFit(flipped, pair.rows, relearn, options).gain;
    // The line that recalibrates the risk is of all customers: it moves by a three-thousandth.
    expect(after[0]).toBeCloseTo(before[0], 3);
    expect(after).not.toEqual(before);
  });

  it('is the same for the same seed', () => {
    expect(crossFit(trial, pair.rows, learn, { seed: 3, draw: 0 })).toEqual(arm.draws[0]);
  });

  it('without a score from before the launch there is no anchor, and something is found all the same', () => {
    const alone = { ...trial, risk: null };
    const learned = gainLearner(alone, pair, learnersOf(trial.table))(pair.rows);
    expect(learned.anchor).toBe(0);
    expect(correlation(learned.at(pair.rows), arm.gain)).toBeGreaterThan(0.5);
  });
});

describe('from five thousand customers on', () => {
  it('trees learn whom contact helps', () => {
    const customers = simulateCustomers(12_000, 'persuadable', 6);
    const trial = simulateTrial(customers, 0.5, 6);
    const pair = pairOf(trial, 1);
    const taught = gainLearner(trial, pair, learnersOf(trial.table))(pair.rows.filter((i) => i % 2 === 0));
    const others = pair.rows.filter((i) => i % 2 === 1);
    const truth = Float64Array.from(others, (i) => customers.effect[i]);
    expect(correlation(taught.at(others), truth)).toBeGreaterThan(0.6);
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [p, q] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - p) * (b[i] - q);
    aa += (value - p) ** 2;
    bb += (b[i] - q) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

describe('a trial that teaches nothing of single customers', () => {
  it('is refused, with the number of the smaller arm', () => {
    const trial = simulateTrial(simulateCustomers(300, 'none', 1), 0.9, 1);
    const few = trial.arm.reduce((sum, arm) => sum + Number(arm === 0), 0);
    expect(few).toBeLessThan(50);
    expect(() => assessTrial(trial, 1)).toThrow(new RegExp(`has ${few} customers`));
    const certain = {
      ...trial,
      arm: trial.arm.map((_, i) => i % 2),
      chances: trial.chances.map(() => new Float64Array(300).fill(0)),
    };
    expect(() => assessTrial(certain, 1)).toThrow(ModelDataError);
  });
});
