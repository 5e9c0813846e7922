import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { backendNames, chooseBackend, prepareBackend, tryBackends } from '../../models/backend.ts';
import { BackendError } from '../../models/errors.ts';
import { fitEnsembleModel, loadEnsembleModel } from '../../models/retention/ensemble-model.ts';
import { backendTolerance } from '../../models/retention/other-backend.ts';
import type { Prediction } from '../../models/types.ts';
import { simulatedRows } from './simulated-rows.ts';

const nativeInstalled = (() => {
  try {
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
})();

afterEach(() => {
  vi.doUnmock('@tensorflow/tfjs-node');
});

describe('the choice of a backend', () => {
  it('takes the fastest that loads, and says why', async () => {
    const { name, why } = await chooseBackend(undefined);
    const trials = await tryBackends();
    expect(name).toBe(trials.find(({ works }) => works)?.name);
    expect(why).toMatch(name === 'native' ? /its library loads/ : /^tfjs-node /);
  });

  it('follows HOLDFAST_BACKEND', async () => {
    expect(await chooseBackend('cpu')).toEqual({ name: 'cpu', why: 'HOLDFAST_BACKEND=cpu' });
    expect(tf.getBackend()).toBe('cpu');
    expect(await chooseBackend('wasm')).toEqual({ name: 'wasm', why: 'HOLDFAST_BACKEND=wasm' });
    expect(tf.getBackend()).toBe('wasm');
  });

  it('refuses a name that it does not know', async () => {
    await expect(chooseBackend('gpu')).rejects.toThrow(/"gpu": use native, wasm or cpu/);
    await expect(chooseBackend('gpu')).rejects.toThrow(BackendError);
  });

  it.skipIf(nativeInstalled)('refuses the native one where it is not here, with the way to it', async () => {
    await expect(chooseBackend('native')).rejects.toThrow(/asks for native, but .*npm run native/);
  });

  it.skipIf(nativeInstalled)('is not deceived by a package that stands in for the native one', async () => {
    vi.doMock('@tensorflow/tfjs-node', () => ({ version: { 'tfjs-node': '4.22.0' } }));
    const { name, why } = await chooseBackend(undefined);
    expect(name).toBe('wasm');
    expect(why).toMatch(/loads but has no native backend/);
  });

  it('puts back what Node took from tfjs-node', async () => {
    await chooseBackend(undefined);
    const util = createRequire(import.meta.url)('node:util');
    expect([null, undefined, 0, ''].map(util.isNullOrUndefined)).toEqual([true, true, false, false]);
    expect([[], {}].map(util.isArray)).toEqual([true, false]);
  });

  it('lets each one compute, and leaves the one in use in place', async () => {
    await chooseBackend('cpu');
    const trials = await tryBackends();
    expect(trials.map(({ name }) => name)).toEqual([...backendNames]);
    expect(trials.filter(({ name }) => name !== 'native').every(({ works }) => works)).toBe(true);
    for (const { works, failure } of trials) expect(works).toBe(failure === '');
    expect(tf.getBackend()).toBe('cpu');
  });
});

describe('a model of another backend', () => {
  it('is told from its own, and scores within the tolerance', async () => {
    const inUse = await prepareBackend();
    const other = inUse.name === 'cpu' ? 'wasm' : 'cpu';
    const [train, later] = [simulatedRows(200, 1), simulatedRows(100, 2)];
    const small = { members: 4, width: 8, epochs: 3, dropout: 0, patience: 0 };
    await chooseBackend(inUse.name);
    const { model } = await fitEnsembleModel(train, later, { seed: 1 }, small);
    const saved = model.save();
    const here = model.predict(later.table);
    expect((await loadEnsembleModel(saved)).otherBackend).toBeUndefined();

    const foreign = { ...saved, manifest: { ...saved.manifest, backend: other } };
    const loaded = await loadEnsembleModel(foreign);
    expect(loaded.otherBackend).toEqual({ trained: other, scores: inUse.name });
    await chooseBackend(other);
    expectNear(loaded.predict(later.table), here);
  });
});

function expectNear(found: Prediction, expected: Prediction): void {
  for (const name of Object.keys(expected) as (keyof Prediction)[]) {
    found[name].forEach((v, i) => {
      const apart = Math.abs(v - expected[name][i]);
      expect(apart, `${name} of row ${i}`).toBeLessThanOrEqual(
        backendTolerance * Math.abs(expected[name][i]),
      );
    });
  }
}
