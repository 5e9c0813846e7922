import { features } from '../pipeline/stages/features.ts';
import { stageEntry } from './stage-entry.ts';

export const handler = stageEntry(features, () => {});
