/** General learners: encoding of rows, logistic regression, blending. The face of models/learn. */
export { blendScores } from './learn/blend/blend-scores.ts';
export { rowEncoder } from './learn/encoding/encode-rows.ts';
export { fitEncoding } from './learn/encoding/fit-encoding.ts';
export { fitFloor, floorRows, scoreFloor } from './learn/logistic/linear-floor.ts';
