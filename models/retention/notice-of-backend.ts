import type { BackendName } from '../backend.ts';

/**
 * How far a score may be from that of the backend which trained, as a share of it: sums of 32-bit numbers in another
 * order. Measured between native, wasm and cpu it stays below a tenth of this.
 */
export const backendTolerance = 1e-4;

/** What to say where another backend scores than trained; null where it is the same. */
export function noticeOfBackend(trained: BackendName, scores: BackendName): string | null {
  if (trained === scores) return null;
  return `The model was trained on the ${trained} backend and scores on ${scores}: scores agree within ${backendTolerance} of their size, not to the last digit. HOLDFAST_BACKEND=${trained} gives the same bytes.`;
}
