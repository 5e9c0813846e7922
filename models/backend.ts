import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// The core registers no gradients; the layers package registers all of them.
import '@tensorflow/tfjs-layers';
import { BackendError } from './errors.ts';

/** From the fastest on. */
export const backendNames = ['native', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Which TensorFlow.js backend computes, and why that one. */
export interface Backend {
  readonly name: BackendName;
  readonly why: string;
}

/** What came of starting a backend. */
export interface BackendTrial {
  readonly name: BackendName;
  readonly works: boolean;
  /** Why it does not work; empty where it does. */
  readonly failure: string;
}

let current: Promise<Backend> | undefined;

/**
 * Makes the fastest backend that loads here ready: native tfjs-node, else wasm, else plain JavaScript.
 * The environment variable HOLDFAST_BACKEND (native, wasm or cpu) forces one. The first call decides for the process.
 * @throws BackendError if the one that was asked for cannot load
 */
export function prepareBackend(): Promise<Backend> {
  current ??= chooseBackend(process.env.HOLDFAST_BACKEND);
  return current;
}

/** The decision of `prepareBackend`, for a given wish instead of the environment's. */
export async function chooseBackend(wish: string | undefined): Promise<Backend> {
  tf.enableProdMode();
  if (wish) return forcedBackend(wish);
  const noNative = await start.native();
  if (!noNative) return { name: 'native', why: 'tfjs-node is installed and its library loads' };
  const noWasm = await start.wasm();
  if (!noWasm) return { name: 'wasm', why: noNative };
  const noCpu = await start.cpu();
  if (noCpu) throw new BackendError(`No backend works: ${noNative}; ${noWasm}; ${noCpu}.`);
  return { name: 'cpu', why: `${noNative}; ${noWasm}` };
}

/** Starts every backend in turn and lets it compute, then returns to the one that the process uses. */
export async function tryBackends(): Promise<readonly BackendTrial[]> {
  const before = tf.getBackend();
  const trials: BackendTrial[] = [];
  for (const name of backendNames) {
    const failure = (await start[name]()) || miscalculation();
    trials.push({ name, works: failure === '', failure });
  }
  if (before) await tf.setBackend(before);
  return trials;
}

function miscalculation(): string {
  const product = tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync()[0]);
  return product === 3 ? '' : `it starts, but makes 1·1 + 1·1 + 1·1 = ${product}`;
}

/** Each answers why it did not start, or nothing. */
const start: Readonly<Record<BackendName, () => Promise<string>>> = {
  native: startNative,
  wasm: startWasm,
  cpu: startCpu,
};

async function forcedBackend(wish: string): Promise<Backend> {
  const name = backendNames.find((known) => known === wish);
  if (!name) {
    throw new BackendError(`HOLDFAST_BACKEND is "${wish}": use native, wasm or cpu, or leave it unset.`);
  }
  const failure = await start[name]();
  if (failure) {
    const help = name === 'native' ? ', or run npm run native' : '';
    throw new BackendError(
      `HOLDFAST_BACKEND asks for ${name}, but ${failure}. Unset it to use another${help}.`,
    );
  }
  return { name, why: `HOLDFAST_BACKEND=${name}` };
}

/** An alias could pass for the package: only the name of the backend that it registers proves it is the native one. */
async function startNative(): Promise<string> {
  const name: string = '@tensorflow/tfjs-node';
  prepareForNative();
  try {
    await import(name);
  } catch (cause) {
    return `tfjs-node does not load (${firstLine(cause)})`;
  }
  const started = await tf.setBackend('tensorflow').catch(() => false);
  return started && tf.getBackend() === 'tensorflow' ? '' : 'tfjs-node loads but has no native backend';
}

/**
 * Node 23 and later lack two old helpers that tfjs-node 4.22 calls, and Node 22 warns of them. One thread is faster than
 * two at our batch sizes, and sums then have one order whatever the number of cores.
 */
function prepareForNative(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
}

async function startWasm(): Promise<string> {
  try {
    setWasmPaths(join(wasmFolder(), '/'));
    return (await tf.setBackend('wasm')) ? '' : 'the wasm backend does not start';
  } catch (cause) {
    return `the wasm backend does not start (${firstLine(cause)})`;
  }
}

/** Where the `.wasm` files lie: HOLDFAST_WASM_DIR says it where the package is bundled, as in a deployed function. */
const wasmFolder = (): string =>
  process.env.HOLDFAST_WASM_DIR ??
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));

async function startCpu(): Promise<string> {
  return (await tf.setBackend('cpu')) ? '' : 'the cpu backend does not start';
}

const firstLine = (cause: unknown) =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0].replace(/ imported from .*$/, '');
