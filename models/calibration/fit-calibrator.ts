import type { CalibrationMethod, CalibrationRows, Calibrator } from './calibrator.ts';
import { fitIsotonic } from './isotonic.ts';
import { fitLogistic } from './logistic-fit.ts';
import { logSigmoid } from './logit.ts';

export function fitCalibrator(method: CalibrationMethod, rows: CalibrationRows): Calibrator {
  switch (method) {
    case 'none':
      return { method };
    case 'platt':
      return fitPlatt(rows);
    case 'beta':
      return fitBeta(rows);
    case 'isotonic':
      return fitIsotonic(rows);
  }
}

/** Platt 1999: a logistic regression on the score, with his softened labels. A score that misleads is ignored. */
function fitPlatt(rows: CalibrationRows): Calibrator {
  const [slope, intercept] = fitNonNegative([rows.logit], rows);
  return { method: 'platt', slope, intercept };
}

/** Beta calibration (Kull, Silva Filho and Flach 2017): logit = a·ln p − b·ln(1 − p) + c with a, b ≥ 0. */
function fitBeta(rows: CalibrationRows): Calibrator {
  const lower = rows.logit.map(logSigmoid);
  const upper = rows.logit.map((z) => -logSigmoid(-z));
  const [a, b, c] = fitNonNegative([lower, upper], rows);
  return { method: 'beta', a, b, c };
}

/** A term whose coefficient would be negative is dropped, so that the order of scores is kept. */
function fitNonNegative(terms: readonly Float64Array[], rows: CalibrationRows): number[] {
  const labels = softenedLabels(rows);
  let kept = terms.map((_, i) => i);
  for (;;) {
    const fitted = fitLogistic(
      kept.map((i) => terms[i]),
      labels,
      rows.weight,
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
