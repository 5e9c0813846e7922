import type { GainLearner } from './anchored-gain.ts';
import { drawsFor, folds, splitIntoFolds } from './folds.ts';
import { rankedEffect, zOf } from './ranked-effect.ts';
import type { Pair, Trial } from './trial.ts';

/** Whether a ranking by learned gains may be used. */
export interface Gate {
  readonly open: boolean;
  /** Mean over the orders of Σz ÷ 2 of the four folds judged. */
  readonly z: number;
  /** `z` must exceed this. */
  readonly needed: number;
  /** Splits into folds that were judged. */
  readonly orders: number;
}

/** 90% interval above zero. */
const needed = 1.645;

/**
 * Judges each fold by what the folds before it taught, so that every test is of customers not seen before and the tests are
 * independent, as those of cross-fitting are not (Luedtke and van der Laan 2016). Without any effect to find it opens in at
 * most one trial of twenty.
 */
export function gateOf(trial: Trial, pair: Pair, learn: GainLearner, seed: number): Gate {
  const orders = drawsFor(pair.rows.length);
  let sum = 0;
  for (let order = 0; order < orders; order++)
    sum += zOfOrder(pair, learn, splitIntoFolds(trial, seed, order));
  const z = sum / orders;
  return { open: z > needed, z, needed, orders };
}

function zOfOrder({ rows }: Pair, learn: GainLearner, fold: Uint8Array): number {
  let sum = 0;
  for (let k = 1; k < folds; k++) {
    const learned = learn(rows.filter((i) => fold[i] < k));
    const judged = rows.filter((i) => fold[i] === k);
    const effects = Float64Array.from(judged, (i) => learned.effects[i]);
    sum += zOf(rankedEffect('autoc', effects, learned.at(judged)));
  }
  return sum / Math.sqrt(folds - 1);
}
