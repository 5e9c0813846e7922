import * as tf from '@tensorflow/tfjs-core';

/** Of the wasm backend, where the values of its tensors stand. */
interface WasmMemory {
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/**
 * The values of a tensor, for whoever reads them before anything else is computed. With wasm that is where they stand in its memory: a
 * copy of the largest of each step is most of what the garbage collector would have to clear away.
 */
export function readAtOnce(tensor: tf.Tensor): Float32Array {
  if (tf.getBackend() !== 'wasm') return tensor.dataSync<'float32'>();
  const { dataIdMap, wasm } = tf.backend() as unknown as WasmMemory;
  const { memoryOffset } = dataIdMap.get(tensor.dataId);
  return new Float32Array(wasm.HEAPU8.buffer, memoryOffset, tensor.size);
}
