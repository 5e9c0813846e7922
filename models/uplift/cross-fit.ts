import type { GainLearner } from './anchored-gain.ts';
import { folds, splitIntoFolds } from './folds.ts';
import type { Trial } from './trial.ts';

/** Every customer's gain by a model that had not seen this customer, for one split into folds. */
export interface HeldOutGains {
  readonly fold: Uint8Array;
  /** τ of each row of the trial. */
  readonly gain: Float64Array;
  /** What a model that only knows the risk would say, b·p; where none is known, the mean effect. */
  readonly unlearned: Float64Array;
  /** Γ of each row, by the baseline of the same model; only rows of the pair mean anything. */
  readonly effects: Float64Array;
}

/** @param rows those of the pair */
export function crossFit(
  trial: Trial,
  rows: Int32Array,
  learn: GainLearner,
  { seed, draw }: { readonly seed: number; readonly draw: number },
): HeldOutGains {
  const fold = splitIntoFolds(trial, seed, draw);
  const gain = new Float64Array(fold.length);
  const unlearned = new Float64Array(fold.length);
  const effects = new Float64Array(fold.length);
  for (let k = 0; k < folds; k++) {
    const learned = learn(rows.filter((i) => fold[i] !== k));
    const held = Int32Array.from(fold.keys()).filter((i) => fold[i] === k);
    learned.at(held).forEach((tau, at) => {
      gain[held[at]] = tau;
      unlearned[held[at]] = learned.unlearned(held[at]);
      effects[held[at]] = learned.effects[held[at]];
    });
  }
  return { fold, gain, unlearned, effects };
}
