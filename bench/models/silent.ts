import type { Progress } from '../../pipeline/contracts/ports.ts';

/** Progress that nobody watches. */
export const silent: Progress = { stage: () => {}, note: () => {}, fraction: () => {} };
