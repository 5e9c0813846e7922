import type { Progress } from '../../pipeline/contracts/ports.ts';

/** Progress that nobody sees. */
export const silence: Progress = { stage: () => undefined, note: () => undefined, fraction: () => undefined };
