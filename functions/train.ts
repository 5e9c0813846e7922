import { train } from '../pipeline/stages/train.ts';
import { stageEntry } from './stage-entry.ts';

export const handler = stageEntry(train, () => {});
