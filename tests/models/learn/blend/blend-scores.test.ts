import { describe, expect, it } from 'vitest';
import { type AllScores, type Blend, blendScores } from '../../../../models/learn/blend/blend-scores.ts';
import { fitShape } from '../../../../models/learn/blend/fit-shape.ts';
import { randomStream } from '../../../../models/numerics/random.ts';

const column = (...values: number[]) => Float64Array.from(values);
const members: AllScores = {
  network: {
    logit: column(1, -1),
    memberSpread: column(0.3, 0.4),
    value: column(100, 20),
    valueIfBought: column(200, 40),
  },
  trees: { logit: column(2, -1), value: column(400, 20), valueIfBought: column(800, 40) },
  logistic: { logit: column(0, -1), value: column(25, 20), valueIfBought: column(50, 40) },
};
const only = (name: string) => ({ network: 0, trees: 0, logistic: 0, [name]: 1 });
const blend = (churn: object, value: object, shape = { slope: 1, shift: 0 }) =>
  ({ churn, value, shape }) as Blend;

describe('blended scores', () => {
  it('of one member alone are its own', () => {
    const { logit, value, valueIfBought, memberSpread } = blendScores(
      members,
      blend(only('network'), only('network')),
      10,
    );
    expect([...logit]).toEqual([1, -1]);
    expect(value[0]).toBeCloseTo(100, 9);
    expect(valueIfBought[1]).toBeCloseTo(40, 9);
    expect([...memberSpread]).toEqual([0.3, 0.4]);
  });

  it('mix logits and logs of value', () => {
    const half = { network: 0.5, trees: 0.5, logistic: 0 };
    const { logit, value, valueIfBought } = blendScores(members, blend(half, half), 10);
    expect(logit[0]).toBeCloseTo(1.5, 12);
    expect(value[0]).toBeCloseTo(200, 9);
    expect(valueIfBought[0]).toBeCloseTo(400, 9);
  });

  it('are as unsure as the network, and more where members disagree', () => {
    const half = { network: 0, trees: 0.5, logistic: 0.5 };
    const { memberSpread } = blendScores(members, blend(half, half), 10);
    expect(memberSpread[0]).toBeCloseTo(Math.hypot(0.3, 1), 12);
    expect(memberSpread[1]).toBeCloseTo(0.4, 12);
  });

  it('take the shape: values nearer together, the chance of any the same', () => {
    const shape = { slope: 0.5, shift: 0 };
    const { value, valueIfBought } = blendScores(members, blend(only('network'), only('network'), shape), 10);
    expect(value[0] / value[1]).toBeCloseTo(Math.sqrt(5), 9);
    expect(value[0] / valueIfBought[0]).toBeCloseTo(0.5, 12);
  });

  it('are finite for a member that expects next to nothing', () => {
    const none = { ...members, trees: { ...members.trees, value: column(0, 1e-300) } };
    const { value } = blendScores(none, blend(only('trees'), only('trees')), 10);
    expect([...value].every(Number.isFinite)).toBe(true);
  });
});

describe('the shape of predicted values', () => {
  const n = 20_000;
  const random = randomStream(1, 'shape');
  const log = Float64Array.from({ length: n }, () => random.normal());
  const worth = log.map((own) => Math.exp(0.6 * own + 0.5 * random.normal()));
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

  it('is the slope by which they spread too far, and keeps their total', () => {
    const { slope, shift } = fitShape(log, worth, rows, n);
    expect(Math.abs(slope - 0.6)).toBeLessThan(0.05);
    expect(sum(log.map((own) => Math.exp(slope * own + shift)))).toBeCloseTo(sum(log.map(Math.exp)), 4);
  });

  it('stays near 1 where few customers say otherwise, and is 1 where none can', () => {
    const few = rows.subarray(0, 100);
    expect(fitShape(log, worth, few, 100).slope).toBeGreaterThan(0.9);
    expect(fitShape(log, new Float64Array(n), rows, n)).toEqual({ slope: 1, shift: 0 });
    expect(fitShape(log, worth, new Int32Array(), 0)).toEqual({ slope: 1, shift: 0 });
  });
});
