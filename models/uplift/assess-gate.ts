import { gainLearner, learnersOf } from './anchored-gain.ts';
import { type Gate, gateOf } from './gate.ts';
import { pairOf, type Trial } from './trial.ts';

/** The gate of one arm alone: whether a learned ranking may be used, without the figures on it. */
export function assessGate(trial: Trial, seed: number, arm = 1): Gate {
  const pair = pairOf(trial, arm);
  return gateOf(trial, pair, gainLearner(trial, pair, learnersOf(trial.table)), seed);
}
