import type { Progress } from '../../contracts/ports/progress.ts';

/** Progress that nobody sees. */
export const silence: Progress = { stage: () => undefined, note: () => undefined, fraction: () => undefined };
