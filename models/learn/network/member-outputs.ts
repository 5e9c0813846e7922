import * as tf from '@tensorflow/tfjs-core';
import type { RowEncoder } from '../encoding/encode-rows.ts';
import { asTensors, forward } from './forward.ts';
import type { Network } from './network.ts';

/** Rows scored at once: memory follows it, and its transposes stay fast (not a multiple of 1,024). */
export const scoringBatch = 1000;

/**
 * Scores table rows from … from + count − 1 and hands over each batch as it comes: outputs [k, count, 4].
 * Memory does not grow with the table.
 */
export function scoreInBatches(
  network: Network,
  encoder: RowEncoder,
  take: (outputs: Float32Array, from: number, count: number) => void,
): void {
  for (let from = 0; from < encoder.rowCount; from += scoringBatch) {
    const count = Math.min(scoringBatch, encoder.rowCount - from);
    const cells = encoder.encode(Int32Array.from({ length: count }, (_, i) => from + i));
    const order = Int32Array.from({ length: count }, (_, i) => i);
    const batch = { cells, order, from: 0, count };
    const outputs = tf.tidy(() => forward(asTensors(network.parameters), network.shape, batch, network.runs));
    // Read outside: a tidy that returns an array walks all its entries in search of tensors.
    take(outputs.dataSync<'float32'>(), from, count);
    outputs.dispose();
  }
}
