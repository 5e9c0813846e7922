import type { Encoding } from '../learn/encoding/encoding.ts';
import type { Network } from '../learn/network/network.ts';

/** A fitted network, and how rows are encoded for it. */
export interface EncodedNetwork {
  readonly encoding: Encoding;
  readonly network: Network;
}
