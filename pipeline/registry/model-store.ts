import { baselineDocument } from '../../contracts/artefacts/baseline.ts';
import {
  documentBytes,
  parseDocument,
  readDocument,
  sha256,
  writeDocument,
} from '../../contracts/artefacts/document.ts';
import {
  type ModelEntry,
  modelDescriptionDocument,
  modelEntryDocument,
  retention,
} from '../../contracts/artefacts/model-entry.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys, type ModelFile } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Baseline } from '../../models/drift.ts';
import { ModelDataError } from '../../models/errors.ts';
import { loadEnsembleModel } from '../../models/retention.ts';
import type { FittedModel, RetentionModel, SavedModel } from '../../models/types.ts';
import { page } from '../reports/render/html.ts';
import { reportDocument } from '../reports/render/json.ts';
import { markdown } from '../reports/render/markdown.ts';
import { versionCard } from './card/version-card.ts';

export interface StoredModel {
  readonly entry: ModelEntry;
  readonly model: RetentionModel;
}

/**
 * Stores a model's files, then the entry that names their hashes: a version without an entry is not there. Where it was fitted
 * once more after it was judged, the fit that was judged stands beside it.
 */
export async function storeModel(
  store: ObjectStore,
  entry: Omit<ModelEntry, 'sha256' | 'kind'>,
  { model, judged }: Pick<FittedModel, 'model' | 'judged'>,
  baseline: Baseline,
): Promise<ModelEntry> {
  const at = (file: ModelFile) => store.locate(keys.modelFile(retention, entry.version, file));
  const files = {
    ...filesOf(model.save(), published, at),
    ...(judged === model ? {} : filesOf(judged.save(), asJudged, at)),
    'baseline.json': documentBytes(baselineDocument, baseline, at('baseline.json')),
  };
  const put = (file: ModelFile, bytes: Uint8Array | string) =>
    store.put(keys.modelFile(retention, entry.version, file), bytes);
  for (const [file, bytes] of Object.entries(files)) await put(file as ModelFile, bytes);
  const hashes = Object.entries(files).map(([file, bytes]) => [file, sha256(bytes)]);
  const whole: ModelEntry = { kind: retention, ...entry, sha256: Object.fromEntries(hashes) };
  const card = versionCard(whole);
  await put('card.md', markdown(card));
  await put('card.html', page(card));
  await put('card.json', `${JSON.stringify(reportDocument(card), null, 2)}\n`);
  await writeDocument(
    store,
    modelEntryDocument,
    keys.modelFile(retention, entry.version, 'manifest.json'),
    whole,
  );
  return whole;
}

/** Names of the files of one fit. */
type FitFiles = Readonly<{ weights: keyof ModelEntry['sha256']; description: keyof ModelEntry['sha256'] }>;
const published: FitFiles = { weights: 'weights.bin', description: 'model.json' };
const asJudged: FitFiles = { weights: 'judged-weights.bin', description: 'judged-model.json' };

const filesOf = (
  { weights, manifest }: SavedModel,
  names: FitFiles,
  at: (file: ModelFile) => string,
): Record<string, Uint8Array> => ({
  [names.weights]: weights,
  [names.description]: documentBytes(modelDescriptionDocument, manifest, at(names.description)),
});

/** A stored model that cannot predict what it is asked for: it has other features, or is of another version of the code. */
export class UnfitModelError extends HoldfastError {
  override readonly name = 'UnfitModelError';
  /** How it differs, and the way out. */
  readonly how: string;

  constructor(version: string, cause: ModelDataError) {
    super(
      `The model ${version} cannot score these customers. ${cause.message} That is: run without --no-training, or \`holdfast train\` before.`,
      { cause },
    );
    this.how = cause.message;
  }
}

/**
 * Loads a version, ready to predict.
 * @throws HoldfastError where a file is missing or is not the one that the entry names
 * @throws UnfitModelError where the model has other features or is of another version of the code
 */
export async function loadModel(
  store: ObjectStore,
  version: string,
  features: readonly string[],
): Promise<StoredModel> {
  const entry = await readEntry(store, version);
  return { entry, model: await loadFit(store, entry, published, features) };
}

/**
 * Loads the fit of a version that had not learned from the dates that judged it: the one to compare with another version's
 * on later rows, which the published one may have learned from.
 * @throws as `loadModel`
 */
export async function loadJudged(
  store: ObjectStore,
  version: string,
  features: readonly string[],
): Promise<RetentionModel> {
  const entry = await readEntry(store, version);
  const fit = entry.sha256[asJudged.weights] === undefined ? published : asJudged;
  return loadFit(store, entry, fit, features);
}

async function loadFit(
  store: ObjectStore,
  { version, sha256: expected }: ModelEntry,
  names: FitFiles,
  features: readonly string[],
): Promise<RetentionModel> {
  const file = async (name: keyof ModelEntry['sha256']) => {
    const key = keys.modelFile(retention, version, name);
    const bytes = await store.get(key);
    if (bytes !== null && sha256(bytes) === expected[name]) return bytes;
    throw new HoldfastError(
      `${store.locate(key)} is not the file that model ${version} was stored with: it is missing, cut or changed. Train again, or restore it.`,
    );
  };
  const place = store.locate(keys.modelFile(retention, version, names.description));
  const manifest = parseDocument(modelDescriptionDocument, await file(names.description), place);
  const saved = { manifest, weights: await file(names.weights) };
  try {
    return await loadEnsembleModel(saved, features);
  } catch (error) {
    throw error instanceof ModelDataError ? new UnfitModelError(version, error) : error;
  }
}

/** @throws HoldfastError where there is no such version */
export async function readEntry(store: ObjectStore, version: string): Promise<ModelEntry> {
  const key = keys.modelFile(retention, version, 'manifest.json');
  const entry = await readDocument(store, modelEntryDocument, key);
  if (entry === null)
    throw new HoldfastError(`There is no model ${version}: ${store.locate(key)} is missing`);
  return entry.value;
}
