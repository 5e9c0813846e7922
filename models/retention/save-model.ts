import { ModelDataError } from '../errors.ts';
import { networkOf, networkShape } from '../network/network.ts';
import { parameterLayout, sizeOf } from '../network/shape.ts';
import type { SavedModel } from '../types.ts';
import type { FittedParts } from './fitted-parts.ts';
import { modelKind, modelVersion, type RetentionManifest } from './manifest.ts';
import { edgeLengths, loadedEncoding } from './saved-encoding.ts';
import { packBytes, unpackBytes } from './weight-bytes.ts';

export function saveModel({ encoding, network, manifest }: FittedParts): SavedModel {
  const edges = encoding.features.flatMap((f) => (f.kind === 'number' ? [f.edges] : []));
  const weights = packBytes(
    edges,
    network.parameters.map(({ values }) => values),
  );
  return { manifest: structuredClone({ ...manifest, weightBytes: weights.length }), weights };
}

/**
 * The parts of a saved model.
 * @param expectedFeatures names that the caller will score with, in any order
 * @throws ModelDataError saying how the kind, version, features or bytes differ
 */
export function loadModel(saved: SavedModel, expectedFeatures?: readonly string[]): FittedParts {
  const manifest = checkedManifest(saved, expectedFeatures);
  const { hyperParameters, features, tableRows } = manifest;
  const placeholder = { features: [], tableRows };
  const layout = parameterLayout({
    ...networkShape(placeholder, hyperParameters),
    features: features.filter((f) => f.rowCount > 0).length,
  });
  const sizes = layout.map(({ shape }) => sizeOf(shape));
  const edges = edgeLengths(features);
  checkBytes(saved.weights.length, manifest.weightBytes, edges, sizes);
  const { doubles, floats } = unpackBytes(saved.weights, edges, sizes);
  const encoding = loadedEncoding(features, tableRows, doubles);
  const parameters = layout.map((parameter, i) => ({ ...parameter, values: floats[i] }));
  const network = networkOf(encoding, networkShape(encoding, hyperParameters), parameters);
  return { encoding, network, manifest };
}

function checkedManifest(saved: SavedModel, expected?: readonly string[]): RetentionManifest {
  const { kind, version, features } = saved.manifest;
  if (kind !== modelKind) {
    throw new ModelDataError(
      `The saved model is of kind "${String(kind)}"; this program reads "${modelKind}".`,
    );
  }
  if (version !== modelVersion) {
    throw new ModelDataError(
      `The saved model has version ${String(version)}; this program reads version ${modelVersion}: train again.`,
    );
  }
  if (!Array.isArray(features))
    throw new ModelDataError('The manifest of the saved model lists no features.');
  const manifest = structuredClone(saved.manifest) as unknown as RetentionManifest;
  if (expected) checkFeatures(manifest, expected);
  return manifest;
}

function checkFeatures(manifest: RetentionManifest, expected: readonly string[]): void {
  const known = new Set(manifest.features.map(({ name }) => name));
  const wanted = new Set(expected);
  const gone = [...known].filter((name) => !wanted.has(name));
  const added = expected.filter((name) => !known.has(name));
  if (gone.length + added.length === 0) return;
  const differences = [
    ...(gone.length ? [`the model has ${gone.join(', ')}, which the features lack`] : []),
    ...(added.length ? [`the features have ${added.join(', ')}, which the model does not know`] : []),
  ];
  throw new ModelDataError(
    `The features differ from the saved model's: ${differences.join('; ')}. Train again.`,
  );
}

function checkBytes(
  found: number,
  recorded: number,
  edges: readonly number[],
  sizes: readonly number[],
): void {
  const needed =
    sizeOf([8, edges.reduce((a, b) => a + b, 0)]) + sizeOf([4, sizes.reduce((a, b) => a + b, 0)]);
  if (found === needed && found === recorded) return;
  throw new ModelDataError(
    `The weights of the saved model have ${found} bytes where its manifest needs ${needed}: the file is cut or of another model.`,
  );
}
