import type { Progress } from '../../contracts/ports/progress.ts';

/** Progress that nobody watches. */
export const silent: Progress = { stage: () => {}, note: () => {}, fraction: () => {} };
