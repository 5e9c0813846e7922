import { describe, expect, it } from 'vitest';
import { maximiseLikelihood } from '../../../models/numerics/maximise-likelihood.ts';

describe('a search that ran off to where digits cancel', () => {
  /** A maximum at e^0; beyond e^5 a value that no slope bears out. */
  const logLikelihood = (at: Float64Array) =>
    at[0]! < 5
      ? { value: -(at[0]! ** 2) / 2, gradient: Float64Array.of(-at[0]!) }
      : { value: 1e9, gradient: Float64Array.of(1e9) };
  const from = (starts: readonly (readonly number[])[]) =>
    maximiseLikelihood({ names: ['rate'], observations: 100, logLikelihood, starts });

  it('does not outbid one that came to an end, whatever likelihood it claims', () => {
    expect(from([[400]]).converged).toBe(false);
    const { parameters, converged, logLikelihood: found } = from([[2], [400]]);
    expect(converged).toBe(true);
    expect(parameters.rate).toBeCloseTo(1, 6);
    expect(found).toBeCloseTo(0, 9);
  });
});
