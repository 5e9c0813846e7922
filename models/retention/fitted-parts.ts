import type { Encoding } from '../encoding/encoding.ts';
import type { Network } from '../network/network.ts';
import type { RetentionManifest } from './manifest.ts';

/** All that a model is made of. */
export interface FittedParts {
  readonly encoding: Encoding;
  readonly network: Network;
  readonly manifest: RetentionManifest;
}
