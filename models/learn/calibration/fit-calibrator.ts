import { logSigmoid, sigmoid } from '../../numerics/logit.ts';
import type { CalibrationMethod, CalibrationRows, Calibrator } from './calibrator.ts';
import { fitIsotonic } from './isotonic.ts';
import { fitLogistic } from './logistic-fit.ts';

/** @param near a calibrator of nearly the same rows, from which the search starts */
export function fitCalibrator(
  method: CalibrationMethod,
  rows: CalibrationRows,
  near?: Calibrator,
): Calibrator {
  switch (method) {
    case 'none':
      return { method };
    case 'platt':
      return fitPlatt(rows, near);
    case 'beta':
      return fitBeta(rows, near);
    case 'isotonic':
      return fitIsotonic(rows);
  }
}

/** A score that says nothing, or misleads, keeps so much of its slope: chances are nearly equal, and their order is kept. */
const leastSlope = 0.05;

/** Platt 1999: a logistic regression on the score, with his softened labels. */
function fitPlatt(rows: CalibrationRows, near?: Calibrator): Calibrator {
  const start = near?.method === 'platt' ? [near.slope, near.intercept] : undefined;
  const [slope, intercept] = fitNonNegative([rows.logit], rows, start);
  return slope >= leastSlope ? { method: 'platt', slope, intercept } : plattAt(leastSlope, rows);
}

/** The Platt calibrator of a given slope. */
export const plattAt = (
  slope: number,
  rows: CalibrationRows,
): Extract<Calibrator, { readonly method: 'platt' }> => ({
  method: 'platt',
  slope,
  intercept: interceptAt(slope, rows),
});

/** The likeliest intercept at a given slope, by bisection: the mean chance is the mean softened label. */
function interceptAt(slope: number, rows: CalibrationRows): number {
  const { logit, weight } = rows;
  const labels = softenedLabels(rows);
  const excess = (intercept: number) =>
    labels.reduce(
      (sum, label, i) =>
        weight[i] > 0 ? sum + weight[i] * (sigmoid(slope * logit[i] + intercept) - label) : sum,
      0,
    );
  const reach = 40 + slope * logit.reduce((most, z) => Math.max(most, Math.abs(z)), 0);
  let [low, high] = [-reach, reach];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Beta calibration (Kull, Silva Filho and Flach 2017): logit = a·ln p − b·ln(1 − p) + c with a, b ≥ 0. */
function fitBeta(rows: CalibrationRows, near?: Calibrator): Calibrator {
  const start = near?.method === 'beta' ? [near.a, near.b, near.c] : undefined;
  const [a, b, c] = fitNonNegative(logChances(rows.logit), rows, start);
  return { method: 'beta', a, b, c };
}

const knownLogChances = new WeakMap<Float64Array, readonly Float64Array[]>();

/** ln p and −ln(1 − p) of each row, kept as long as its scores are: fits to parts and to draws of the same rows share them. */
function logChances(logit: Float64Array): readonly Float64Array[] {
  const known = knownLogChances.get(logit);
  if (known !== undefined) return known;
  const terms = [logit.map(logSigmoid), logit.map((z) => -logSigmoid(-z))];
  knownLogChances.set(logit, terms);
  return terms;
}

/** A term whose coefficient would be negative is dropped, so that the order of scores is kept. */
function fitNonNegative(
  terms: readonly Float64Array[],
  rows: CalibrationRows,
  near?: readonly number[],
): number[] {
  const labels = softenedLabels(rows);
  let kept = terms.map((_, i) => i);
  for (;;) {
    const fitted = fitLogistic(
      kept.map((i) => terms[i]),
      labels,
      rows.weight,
      near && [...kept, terms.length].map((i) => near[i]),
    );
    const negative = kept.filter((_, at) => fitted[at] < 0);
    if (negative.length === 0) {
      const all = terms.map((_, i) => (kept.includes(i) ? fitted[kept.indexOf(i)] : 0));
      return [...all, fitted[kept.length]];
    }
    const worst = kept[kept.map((_, at) => fitted[at]).indexOf(Math.min(...fitted.slice(0, kept.length)))];
    kept = kept.filter((i) => i !== worst);
  }
}

/** (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2) in place of 1 and 0. */
function softenedLabels({ label, weight }: CalibrationRows): Float64Array {
  let positive = 0;
  let all = 0;
  label.forEach((y, i) => {
    positive += y * weight[i];
    all += weight[i];
  });
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (all - positive + 2);
  return label.map((y) => (y ? high : low));
}
