import { score } from '../pipeline/stages/score.ts';
import { stageEntry } from './stage-entry.ts';

export const handler = stageEntry(score, () => {});
