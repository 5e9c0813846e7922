import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend, prepareBackend, tryBackends } from '../../models/backend.ts';
import { backendTolerance, fitEnsembleModel, loadEnsembleModel } from '../../models/retention.ts';
import type { FittedModel, Prediction, SavedModel } from '../../models/types.ts';
import { areaUnderCurve, simulatedRows } from '../models/simulated-rows.ts';

const small = { members: 8, width: 32, batch: 64, epochs: 8, dropout: 0, patience: 0 };
const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
let fitted: FittedModel;
let saved: SavedModel;

beforeAll(async () => {
  const { name } = await prepareBackend().catch((error) => {
    throw new Error('The native backend is not here: run npm run native first.', { cause: error });
  });
  expect(name).toBe('native');
  fitted = await fitEnsembleModel(train, later, { seed: 1 }, small);
  saved = fitted.model.save();
});

afterEach(async () => {
  await chooseBackend('native');
});

describe('the native backend', () => {
  it('is the one of tfjs-node, and is taken unasked', async () => {
    expect(tf.getBackend()).toBe('tensorflow');
    expect(await chooseBackend(undefined)).toEqual({
      name: 'native',
      why: 'tfjs-node is installed and its library loads',
    });
    expect(await tryBackends()).toContainEqual({ name: 'native', works: true, failure: '' });
  });

  it('trains a model near the truth, records itself, and loads as its own', async () => {
    const auc = areaUnderCurve(fitted.later.churn, later.churned);
    expect(auc).toBeGreaterThan(areaUnderCurve(later.trueChurn, later.churned) - 0.015);
    expect(saved.manifest.backend).toBe('native');
    const loaded = await loadEnsembleModel(saved);
    expect(loaded.otherBackend).toBeUndefined();
    expect(loaded.predict(later.table)).toEqual(fitted.model.predict(later.table));
  });

  it('gives the same bytes for the same seed', async () => {
    const again = await fitEnsembleModel(train, later, { seed: 1 }, small);
    expect(again.model.save()).toEqual(saved);
    expect(again.later).toEqual(fitted.later);
  });
});

describe('a model and the other backends', () => {
  it('scores on wasm and on cpu as natively, within the stated tolerance', async () => {
    const native = fitted.model.predict(later.table);
    for (const name of ['wasm', 'cpu'] as const) {
      await chooseBackend(name);
      expectNear(fitted.model.predict(later.table), native, name);
    }
  });

  it('trained on wasm scores natively within the tolerance, and says so', async () => {
    await chooseBackend('wasm');
    const onWasm = await fitEnsembleModel(train, later, { seed: 1 }, { ...small, epochs: 2 });
    const there = onWasm.model.predict(later.table);
    const stored = onWasm.model.save();
    await chooseBackend('native');
    const loaded = await loadEnsembleModel({
      ...stored,
      manifest: { ...stored.manifest, backend: 'wasm' },
    });
    expect(loaded.otherBackend).toEqual({ trained: 'wasm', scores: 'native' });
    expectNear(loaded.predict(later.table), there, 'native');
  });
});

function expectNear(found: Prediction, expected: Prediction, on: string): void {
  for (const name of Object.keys(expected) as (keyof Prediction)[]) {
    found[name].forEach((v, i) => {
      const apart =
        Math.abs(v - expected[name][i]!) / Math.max(usualSize(name), Math.abs(expected[name][i]!));
      if (!(apart <= backendTolerance)) expect.fail(`${name} of row ${i} on ${on} is ${apart} away`);
    });
  }
}

/** Chances count in full; money below a hundredth of the usual value is nothing. */
const usualSize = (name: string) =>
  name.startsWith('churn') ? 0 : (saved.manifest.valueUnit as number) / 100;
