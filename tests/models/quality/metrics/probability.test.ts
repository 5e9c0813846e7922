import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import {
  brier,
  brierParts,
  calibrationNoise,
  expectedCalibrationError,
  logLoss,
  reliability,
} from '../../../../models/quality/metrics/probability.ts';

function drawn(n: number, truth: (p: number) => number) {
  const random = randomStream(3, 'probability test');
  const p = Float64Array.from({ length: n }, () => 0.05 + 0.9 * random.uniform());
  return { p, outcome: p.map((chance) => (random.uniform() < truth(chance) ? 1 : 0)) };
}

describe('log loss and Brier score', () => {
  it('by hand', () => {
    expect(logLoss([0.9, 0.2], [1, 0])).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 12);
    expect(brier([0.9, 0.2], [1, 0])).toBeCloseTo((0.01 + 0.04) / 2, 12);
  });

  it('stay finite for certain and wrong forecasts', () => {
    expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-15), 6);
  });

  it('the parts add up', () => {
    const { p, outcome } = drawn(5000, (x) => x);
    const parts = brierParts(p, outcome);
    expect(parts.reliability - parts.resolution + parts.uncertainty + parts.within).toBeCloseTo(
      brier(p, outcome),
      12,
    );
    expect(Math.abs(parts.within)).toBeLessThan(0.005);
  });
});

describe('calibration', () => {
  it('by hand: two bins', () => {
    expect(reliability([0.1, 0.2, 0.8, 0.9], [0, 1, 1, 1], 2)).toEqual([
      { rows: 2, predicted: expect.closeTo(0.15, 12), realised: 0.5 },
      { rows: 2, predicted: expect.closeTo(0.85, 12), realised: 1 },
    ]);
    expect(expectedCalibrationError([0.1, 0.2, 0.8, 0.9], [0, 1, 1, 1], 2)).toBeCloseTo(
      0.5 * 0.35 + 0.5 * 0.15,
      12,
    );
  });

  it('of true probabilities is within its sampling noise, of stretched ones far outside', () => {
    const honest = drawn(4000, (x) => x);
    const bold = drawn(4000, (x) => 0.5 + 0.4 * (x - 0.5));
    const noise = calibrationNoise(honest.p, 1);
    expect(expectedCalibrationError(honest.p, honest.outcome)).toBeLessThan(noise.p95 * 1.2);
    expect(expectedCalibrationError(bold.p, bold.outcome)).toBeGreaterThan(3 * noise.p95);
  });
});
