import { type ScoreNumber, scoreNumbers } from '../../contracts/artefacts/score-numbers.ts';

/** CLV's two parts stand in the scores alone. */
type Unlisted = 'clv_observed' | 'clv_extrapolated';

const isListed = (name: ScoreNumber): name is Exclude<ScoreNumber, Unlisted> =>
  name !== 'clv_observed' && name !== 'clv_extrapolated';

/** Columns of the scores that lists are made by and show, but for the priority. */
export const listedScores = scoreNumbers.filter(isListed);
