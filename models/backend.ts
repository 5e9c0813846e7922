import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// The core registers no gradients; the layers package registers all of them.
import '@tensorflow/tfjs-layers';

export type BackendName = 'native' | 'wasm' | 'cpu';

/** Which TensorFlow.js backend computes, and why that one. */
export interface Backend {
  readonly name: BackendName;
  readonly why: string;
}

let current: Promise<Backend> | undefined;

/**
 * Makes the fastest backend that loads here ready: native tfjs-node, else wasm, else plain JavaScript.
 * The environment variable HOLDFAST_BACKEND (native, wasm or cpu) forces one; it throws where that one cannot load.
 * The first call decides for the process.
 */
export function prepareBackend(): Promise<Backend> {
  current ??= chooseBackend(process.env.HOLDFAST_BACKEND);
  return current;
}

/** The decision of `prepareBackend`, for a given wish instead of the environment's. */
export async function chooseBackend(wish: string | undefined): Promise<Backend> {
  tf.enableProdMode();
  if (wish) return forcedBackend(wish);
  const noNative = await startNative();
  if (!noNative) return { name: 'native', why: 'tfjs-node is installed and its library loads' };
  const noWasm = await startWasm();
  if (!noWasm) return { name: 'wasm', why: noNative };
  await startCpu();
  return { name: 'cpu', why: `${noNative}; ${noWasm}` };
}

async function forcedBackend(wish: string): Promise<Backend> {
  const starters: Record<BackendName, () => Promise<string>> = {
    native: startNative,
    wasm: startWasm,
    cpu: startCpu,
  };
  if (!Object.hasOwn(starters, wish)) {
    throw new Error(`HOLDFAST_BACKEND is "${wish}": use native, wasm or cpu, or leave it unset.`);
  }
  const name = wish as BackendName;
  const failure = await starters[name]();
  if (failure) throw new Error(`HOLDFAST_BACKEND asks for ${name}, but ${failure}. Unset it to use another.`);
  return { name, why: `HOLDFAST_BACKEND=${name}` };
}

/** An alias could pass for the package: only the name of the backend that it registers proves it is the native one. */
async function startNative(): Promise<string> {
  const name: string = '@tensorflow/tfjs-node';
  try {
    await import(name);
  } catch (cause) {
    return `tfjs-node does not load (${firstLine(cause)})`;
  }
  const started = await tf.setBackend('tensorflow').catch(() => false);
  return started && tf.getBackend() === 'tensorflow' ? '' : 'tfjs-node loads but has no native backend';
}

async function startWasm(): Promise<string> {
  try {
    const require = createRequire(import.meta.url);
    setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
    return (await tf.setBackend('wasm')) ? '' : 'the wasm backend does not start';
  } catch (cause) {
    return `the wasm backend does not start (${firstLine(cause)})`;
  }
}

async function startCpu(): Promise<string> {
  return (await tf.setBackend('cpu')) ? '' : 'the cpu backend does not start';
}

const firstLine = (cause: unknown) =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0].replace(/ imported from .*$/, '');
