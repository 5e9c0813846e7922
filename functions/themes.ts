import { themes } from '../pipeline/stages/themes.ts';
import { stageEntry } from './stage-entry.ts';

/** Gives texts their themes. The lists do not wait for it where it fails. */
export const handler = stageEntry(themes, () => {});
