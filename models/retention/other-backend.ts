import type { BackendName } from '../backend.ts';

/**
 * How far a score may be from that of the backend which trained, as a share of it: sums of 32-bit numbers in another
 * order. Measured between native, wasm and cpu it stays below a tenth of this.
 */
export const backendTolerance = 1e-4;

/** A model scores on another backend than the one that trained it. */
export interface OtherBackend {
  readonly trained: BackendName;
  readonly scores: BackendName;
}
