import { logSigmoid, sigmoid } from '../../numerics/logit.ts';

/** Turns the logit of a raw score into a probability that can be believed. Plain data: it is saved as JSON. */
export type Calibrator =
  | { readonly method: 'none' }
  | { readonly method: 'platt'; readonly slope: number; readonly intercept: number }
  | { readonly method: 'beta'; readonly a: number; readonly b: number; readonly c: number }
  | { readonly method: 'isotonic'; readonly logits: readonly number[]; readonly rates: readonly number[] };

export type CalibrationMethod = Calibrator['method'];

/** Scores with their outcomes. `weight` 0 leaves a row out. */
export interface CalibrationRows {
  readonly logit: Float64Array;
  /** 0 or 1. */
  readonly label: Float64Array;
  readonly weight: Float64Array;
}

/** No outcome is certain: probabilities keep this distance from 0 and 1. */
const leastDoubt = 1e-6;

export function calibrated(calibrator: Calibrator, logit: number): number {
  return Math.min(1 - leastDoubt, Math.max(leastDoubt, rate(calibrator, logit)));
}

function rate(calibrator: Calibrator, logit: number): number {
  switch (calibrator.method) {
    case 'none':
      return sigmoid(logit);
    case 'platt':
      return sigmoid(calibrator.slope * logit + calibrator.intercept);
    case 'beta':
      return sigmoid(calibrator.a * logSigmoid(logit) - calibrator.b * logSigmoid(-logit) + calibrator.c);
    case 'isotonic':
      return interpolate(calibrator.logits, calibrator.rates, logit);
  }
}

/** Piecewise linear through (xs, ys), flat beyond the ends. `xs` rises. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  if (x <= xs[0]) return ys[0];
  if (x >= xs[last]) return ys[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return ys[low] + ((ys[high] - ys[low]) * (x - xs[low])) / (xs[high] - xs[low]);
}
