import { squaredLoss } from '../learn/losses/squared-loss.ts';
import { binRows } from '../learn/trees/bin-rows.ts';
import { boost } from '../learn/trees/boost.ts';
import { fitBinning } from '../learn/trees/fit-binning.ts';
import { leafOf } from '../learn/trees/forest.ts';
import { scoreForest } from '../learn/trees/score-forest.ts';
import type { FeatureTable } from '../types.ts';
import type { Fitted, Learner } from './learner.ts';

const bins = 32;
/** Effects are small beside their noise: few and modest trees, all of them kept, as nothing is left over to stop them by. */
const rules = {
  rounds: 60,
  patience: 60,
  leaves: 4,
  depth: 3,
  learningRate: 0.05,
  l2: 20,
  minGain: 1e-6,
  rowShare: 1,
  featureShare: 1,
};
const fewestInLeaf = 40;
const leafShare = 1 / 25;
const unwatched = new Int32Array();

/** Sixty small boosted trees on the squared error. */
export function treeLearner(table: FeatureTable): Learner {
  const binning = fitBinning(table, bins);
  const binned = binRows(binning, table);
  return {
    fit: ({ target, rows, weight }): Fitted => {
      const minChildWeight = Math.max(fewestInLeaf, leafShare * rows.length);
      const lesson = { binned, target, weight, learn: rows, watch: unwatched };
      const forest = boost(lesson, squaredLoss, { ...rules, minChildWeight }, 0);
      return {
        at: (wanted) => {
          const scores = new Float64Array(wanted.length).fill(forest.base);
          for (const root of forest.roots)
            for (let k = 0; k < wanted.length; k++)
              scores[k] += forest.value[leafOf(forest, root, binned, wanted[k])];
          return scores;
        },
        predict: (other) => scoreForest(forest, binRows(binning, other)),
      };
    },
  };
}
