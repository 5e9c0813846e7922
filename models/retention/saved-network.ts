import { ModelDataError } from '../errors.ts';
import type { Encoding } from '../learn/encoding/encoding.ts';
import { edgeLengths, edgesOf, loadedEncoding } from '../learn/encoding/saved-encoding.ts';
import { type Network, networkOf, networkShape } from '../learn/network/network.ts';
import { parameterLayout, sizeOf } from '../learn/network/shape.ts';
import { bytesNeeded, packBytes, unpackBytes } from '../learn/weight-bytes.ts';
import type { SavedModel } from '../types.ts';
import type { EncodedNetwork } from './encoded-network.ts';
import type { RetentionManifest } from './manifest.ts';

/** Edges of the encoding, then the network's parameters. */
export const networkBytes = (encoding: Encoding, { parameters }: Network): Uint8Array =>
  packBytes(
    edgesOf(encoding),
    parameters.map(({ values }) => values),
  );

type SavedShape = Pick<RetentionManifest, 'features' | 'tableRows' | 'hyperParameters'>;

/** @param bytes as many as `networkByteCount` says */
export function loadNetwork(manifest: SavedShape, bytes: Uint8Array): EncodedNetwork {
  const { hyperParameters, features, tableRows } = manifest;
  const layout = layoutOf(manifest);
  const { doubles, floats } = unpackBytes(bytes, edgeLengths(features), parameterSizes(layout));
  const encoding = loadedEncoding(features, tableRows, doubles);
  const parameters = layout.map((parameter, i) => ({ ...parameter, values: floats[i] }));
  return { encoding, network: networkOf(encoding, networkShape(encoding, hyperParameters), parameters) };
}

export const networkByteCount = (manifest: SavedShape): number =>
  bytesNeeded(edgeLengths(manifest.features), parameterSizes(layoutOf(manifest)));

function layoutOf({ hyperParameters, features, tableRows }: SavedShape) {
  const shape = networkShape({ features: [], tableRows }, hyperParameters);
  return parameterLayout({ ...shape, features: features.filter((f) => f.rowCount > 0).length });
}

const parameterSizes = (layout: ReturnType<typeof layoutOf>) => layout.map(({ shape }) => sizeOf(shape));

export interface ExpectedModel {
  readonly kind: string;
  readonly version: number;
  /** Names that the caller will score with; any where absent. */
  readonly features: readonly string[] | undefined;
}

/** @throws ModelDataError saying how the kind, version or features differ */
export function checkedManifest<Manifest extends RetentionManifest>(
  saved: SavedModel,
  expected: ExpectedModel,
): Manifest {
  const { kind, version, features } = saved.manifest;
  if (kind !== expected.kind) {
    throw new ModelDataError(
      `The saved model is of kind "${String(kind)}"; this program reads "${expected.kind}".`,
    );
  }
  if (version !== expected.version) {
    throw new ModelDataError(
      `The saved model has version ${String(version)}; this program reads version ${expected.version}: train again.`,
    );
  }
  if (!Array.isArray(features))
    throw new ModelDataError('The manifest of the saved model lists no features.');
  const manifest = structuredClone(saved.manifest) as unknown as Manifest;
  if (expected.features) checkFeatures(manifest, expected.features);
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

/** @throws ModelDataError where the bytes are not those of the manifest */
export function checkBytes(found: number, needed: number, recorded: number): void {
  if (found === needed && found === recorded) return;
  throw new ModelDataError(
    `The weights of the saved model have ${found} bytes where its manifest needs ${needed}: the file is cut or of another model.`,
  );
}
