import { ModelDataError } from '../../errors.ts';
import { floorByteCount, loadFloor, saveFloor } from '../../learn/logistic/saved-floor.ts';
import type { SavedModel } from '../../types.ts';
import {
  checkBytes,
  checkedManifest,
  loadNetwork,
  networkByteCount,
  networkBytes,
} from '../saved-network.ts';
import { loadTrees, saveTrees, treeByteCount } from '../saved-trees.ts';
import type { EnsembleParts } from './ensemble-parts.ts';
import { type EnsembleManifest, ensembleKind, ensembleVersion } from './manifest.ts';

/** The bytes of the network, of the logistic regression and of the trees, one after the other. */
export function saveEnsemble({ encoding, network, trees, floor, manifest }: EnsembleParts): SavedModel {
  const segments = [networkBytes(encoding, network), saveFloor(floor).bytes, saveTrees(trees).bytes];
  const weights = new Uint8Array(segments.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const segment of segments) {
    weights.set(segment, at);
    at += segment.length;
  }
  return { manifest: structuredClone({ ...manifest, weightBytes: weights.length }), weights };
}

/**
 * What is known of how an ensemble was fitted.
 * @throws ModelDataError where the kind or version differs, or where the manifest lacks something that a card tells
 */
export function ensembleManifest(saved: SavedModel): EnsembleManifest {
  const manifest = checkedManifest<EnsembleManifest>(saved, { ...readable, features: undefined });
  const lacking = told.filter((name) => manifest[name] === undefined);
  if (lacking.length > 0) {
    throw new ModelDataError(
      `The manifest of the saved model does not say ${lacking.join(', ')}: an older Holdfast wrote it, or it is cut. Train again.`,
    );
  }
  return manifest;
}

/** What a card tells. Scoring may do without; a card may not, as unknown is not the same as none (null). */
const told = [
  'valueUnit',
  'adjustment',
  'calibrationChoice',
  'trees',
  'behaviour',
  'blend',
  'taught',
  'notFittedAgain',
  'levels',
  'standIn',
] as const satisfies readonly (keyof EnsembleManifest)[];

/** What this program reads. */
const readable = { kind: ensembleKind, version: ensembleVersion };

/**
 * The parts of a saved ensemble.
 * @param expectedFeatures names that the caller will score with, in any order
 * @throws ModelDataError saying how the kind, version, features or bytes differ
 */
export function loadEnsemble(saved: SavedModel, expectedFeatures?: readonly string[]): EnsembleParts {
  const manifest = checkedManifest<EnsembleManifest>(saved, { ...readable, features: expectedFeatures });
  const { tableRows, trees, logistic } = manifest;
  const ends = [networkByteCount(manifest), floorByteCount(tableRows), treeByteCount(trees)];
  for (let s = 1; s < ends.length; s++) ends[s] += ends[s - 1];
  checkBytes(saved.weights.length, ends[2], manifest.weightBytes);
  return {
    ...loadNetwork(manifest, saved.weights.subarray(0, ends[0])),
    floor: loadFloor(logistic, tableRows, saved.weights.subarray(ends[0], ends[1])),
    trees: loadTrees(trees, saved.weights.subarray(ends[1])),
    behaviour: manifest.behaviour,
    manifest,
  };
}
