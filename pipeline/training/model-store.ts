import { createHash } from 'node:crypto';
import type { Baseline } from '../../models/drift/baseline.ts';
import { loadEnsembleModel } from '../../models/ensemble-model.ts';
import type { RetentionModel, SavedModel } from '../../models/types.ts';
import { HoldfastError } from '../contracts/errors.ts';
import { keys, type ModelFile } from '../contracts/keys.ts';
import type { ObjectStore } from '../contracts/ports.ts';
import { cardHtml } from './card/card-html.ts';
import { cardMarkdown } from './card/card-markdown.ts';
import { type ModelEntry, retention } from './model-entry.ts';

export interface StoredModel {
  readonly entry: ModelEntry;
  readonly model: RetentionModel;
}

/** Stores a model's files, then the entry that names their hashes: a version without an entry is not there. */
export async function storeModel(
  store: ObjectStore,
  entry: Omit<ModelEntry, 'sha256' | 'kind'>,
  saved: SavedModel,
  baseline: Baseline,
): Promise<ModelEntry> {
  const key = (file: ModelFile) => keys.modelFile(retention, entry.version, file);
  const description = jsonBytes(saved.manifest);
  await store.put(key('weights.bin'), saved.weights);
  await store.put(key('model.json'), description);
  const reference = jsonBytes(baseline);
  await store.put(key('baseline.json'), reference);
  const whole: ModelEntry = {
    kind: retention,
    ...entry,
    sha256: {
      'weights.bin': sha256(saved.weights),
      'model.json': sha256(description),
      'baseline.json': sha256(reference),
    },
  };
  await store.put(key('card.md'), cardMarkdown(whole));
  await store.put(key('card.html'), cardHtml(whole));
  await store.put(key('manifest.json'), jsonBytes(whole));
  return whole;
}

/**
 * Loads a version, ready to predict.
 * @throws HoldfastError where a file is missing or is not the one that the entry names
 * @throws ModelDataError where the model has other features or is of another version of the code
 */
export async function loadModel(
  store: ObjectStore,
  version: string,
  features: readonly string[],
): Promise<StoredModel> {
  const entry = await readEntry(store, version);
  const file = async (name: 'weights.bin' | 'model.json') => {
    const key = keys.modelFile(retention, version, name);
    const bytes = await store.get(key);
    if (bytes !== null && sha256(bytes) === entry.sha256[name]) return bytes;
    throw new HoldfastError(
      `${store.locate(key)} is not the file that model ${version} was stored with: it is missing, cut or changed. Train again, or restore it.`,
    );
  };
  const manifest = JSON.parse(new TextDecoder().decode(await file('model.json')));
  const weights = await file('weights.bin');
  return { entry, model: await loadEnsembleModel({ manifest, weights }, features) };
}

/** @throws HoldfastError where there is no such version */
export async function readEntry(store: ObjectStore, version: string): Promise<ModelEntry> {
  const key = keys.modelFile(retention, version, 'manifest.json');
  const bytes = await store.get(key);
  if (bytes === null)
    throw new HoldfastError(`There is no model ${version}: ${store.locate(key)} is missing`);
  return JSON.parse(new TextDecoder().decode(bytes)) as ModelEntry;
}

const jsonBytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
