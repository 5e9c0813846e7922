import type { Progress } from '../../contracts/ports/ports.ts';

/** Progress that nobody sees. */
export const silence: Progress = { stage: () => undefined, note: () => undefined, fraction: () => undefined };
