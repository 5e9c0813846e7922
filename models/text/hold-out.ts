import { hash32, hashText } from '../numerics/random.ts';
import type { HeldOutScores } from './calibration.ts';
import { type ClassRows, fitWeights, scoreRow, type WeightOptions } from './fit-weights.ts';
import { normaliseText } from './normalise-text.ts';

export const folds = 3;

/** The fold of each text: the same words stand in the same fold however often they were written. */
export const foldsOf = (texts: readonly string[], seed: number): Int32Array =>
  Int32Array.from(texts, (text) => hash32(hashText(normaliseText(text)), seed) % folds);

export interface HeldOut extends HeldOutScores {
  /** Row of each example. */
  readonly row: Int32Array;
}

/** Scores each taught row of the folds named by a fit on the taught rows of the other folds. */
export function scoreHeldOut(
  given: ClassRows,
  fold: Int32Array,
  { held, ...options }: WeightOptions & { readonly held: readonly number[] },
): HeldOut {
  const { classes, label, rows, taught } = given;
  const row = taught.filter((i) => held.includes(fold[i]));
  const scores = new Float64Array(row.length * classes);
  for (const one of held) {
    const weights = fitWeights({ ...given, taught: taught.filter((i) => fold[i] !== one) }, options);
    row.forEach((i, place) => {
      if (fold[i] === one)
        scoreRow(rows, i, weights, scores.subarray(place * classes, (place + 1) * classes));
    });
  }
  return { row, scores, label: row.map((i) => label[i]), classes };
}
