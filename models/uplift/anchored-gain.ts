import type { FeatureTable } from '../types.ts';
import { effectScores, recalibrated } from './effect-scores.ts';
import type { Fitted, Learner } from './learner.ts';
import { ridgeLearner } from './ridge-learner.ts';
import { treeLearner } from './tree-learner.ts';
import type { Pair, Trial } from './trial.ts';

/** Below this many customers a ridge regression learns more than trees. */
const enoughForTrees = 5000;

/** What contacting a customer changes in the outcome: τ = b·p + f. */
export interface AnchoredGain {
  /** b: effect for one unit of risk; 0 where contact helps nobody by risk, or no risk is known. */
  readonly anchor: number;
  /** Γ of each row of the trial by the baseline that this fit knows; only rows of the pair mean anything. */
  readonly effects: Float64Array;
  /** τ of rows of the trial. */
  at(rows: Int32Array): Float64Array;
  /** What a row of the trial gains where nothing more may be used: b·p, or the mean effect where no risk is known, not below 0. */
  unlearned(row: number): number;
  /** τ of other customers. @param risk their chance of leaving; null where the trial knew none */
  predict(table: FeatureTable, risk: Float64Array | null): Float64Array;
}

/** Learns from some rows of one pair, as often as it takes. */
export type GainLearner = (rows: Int32Array) => AnchoredGain;

/** Terms and bins of a table are made once for all pairs. */
export interface Learners {
  readonly ridge: () => Learner;
  readonly trees: () => Learner;
}

export function learnersOf(table: FeatureTable): Learners {
  let [ridge, trees]: [Learner | null, Learner | null] = [null, null];
  return {
    ridge: () => (ridge ??= ridgeLearner(table)),
    trees: () => (trees ??= treeLearner(table)),
  };
}

/**
 * A small learner anchored to value at risk: with nothing else to learn it ranks as risk does. The baseline is the risk scored
 * before the launch, recalibrated; without one it is learned from the same rows, both arms together.
 */
export function gainLearner(trial: Trial, pair: Pair, learners: Learners): GainLearner {
  const { risk, outcome } = trial;
  const learner = pair.rows.length < enoughForTrees ? learners.ridge() : learners.trees();
  const frozen = risk && recalibrated(risk, outcome, pair.rows);
  const all = Int32Array.from(outcome.keys());
  const even = new Float64Array(outcome.length).fill(1);
  const known = risk ?? even;
  return (rows) => {
    const baseline = frozen ?? learner.fit({ target: outcome, rows, weight: even }).at(all);
    const effects = effectScores({ outcome, treated: pair.treated, chance: pair.chance, baseline });
    const slope = anchorOf({ effects, risk: known, weight: pair.weight, rows });
    const anchor = risk === null ? 0 : slope;
    const target = risk === null ? effects : effects.map((effect, i) => effect - anchor * risk[i]);
    const small = learner.fit({ target, rows, weight: pair.weight });
    const unlearned = (row: number): number => slope * known[row];
    return { anchor, effects, unlearned, ...anchored(small, anchor, risk) };
  };
}

/** b = max(0, ΣΓp / Σp²). */
function anchorOf(lesson: {
  readonly effects: Float64Array;
  readonly risk: Float64Array;
  readonly weight: Float64Array;
  readonly rows: Int32Array;
}): number {
  const { effects, risk, weight, rows } = lesson;
  let [together, alone] = [0, 0];
  for (const i of rows) {
    together += weight[i] * effects[i] * risk[i];
    alone += weight[i] * risk[i] ** 2;
  }
  return alone > 0 ? Math.max(0, together / alone) : 0;
}

const anchored = (small: Fitted, anchor: number, own: Float64Array | null) => ({
  at: (rows: Int32Array) => small.at(rows).map((f, k) => f + anchor * (own?.[rows[k]] ?? 0)),
  predict: (table: FeatureTable, risk: Float64Array | null) =>
    small.predict(table).map((f, i) => f + anchor * (risk?.[i] ?? 0)),
});
