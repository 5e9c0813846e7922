/** General learners: boosted trees, logistic and ridge regression, encoding of rows, blending. The face of models/learn. */
export { blendScores } from './learn/blend/blend-scores.ts';
export { rowEncoder } from './learn/encoding/encode-rows.ts';
export type { Encoding } from './learn/encoding/encoding.ts';
export { fitEncoding } from './learn/encoding/fit-encoding.ts';
export type { Learned, LearnOptions, TaughtRows } from './learn/learner.ts';
export { type Cell, cellChance, fitCells } from './learn/logistic/fit-cells.ts';
export { fitLinearLearned, loadLinearLearned } from './learn/logistic/fit-linear-learned.ts';
export { fitFloor, floorRows, scoreFloor } from './learn/logistic/linear-floor.ts';
export type { LossName } from './learn/losses/named-losses.ts';
export { type FittedRidge, fitRidge, fitRidgeAboveZero, type RidgeSlope } from './learn/ridge/fit-ridge.ts';
export type { RidgeRows } from './learn/ridge/normal-equations.ts';
export { fitTrees, loadTreesLearned } from './learn/trees/fit-trees.ts';
