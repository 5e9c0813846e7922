import type { Progress } from '../../contracts/ports/ports.ts';

/** Progress that nobody watches. */
export const silent: Progress = { stage: () => {}, note: () => {}, fraction: () => {} };
