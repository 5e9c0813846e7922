import { bytesNeeded, packBytes, unpackBytes } from '../weight-bytes.ts';
import type { BinnedFeature, Binning } from './binning.ts';
import { type Forest, wordsPerNode } from './forest.ts';

/** A feature's bins as JSON; the cuts of a number stand in bytes. */
export type SavedBins =
  | { readonly kind: 'number'; readonly name: string; readonly cuts: number }
  | Extract<BinnedFeature, { kind: 'category' }>;

/** A forest as JSON; its arrays stand in bytes: leaves as float64, nodes as int32. */
export interface SavedForest {
  readonly base: number;
  readonly trees: number;
  readonly nodes: number;
}

/** Forests over the same bins. */
export interface Forests {
  readonly binning: Binning;
  readonly forests: readonly Forest[];
}

export interface SavedForests {
  readonly features: readonly SavedBins[];
  readonly forests: readonly SavedForest[];
}

export function saveForests({ binning: { features }, forests }: Forests): {
  saved: SavedForests;
  bytes: Uint8Array;
} {
  const cuts = features.flatMap((feature) => (feature.kind === 'number' ? [feature.cuts] : []));
  const saved = {
    features: features.map(savedBins),
    forests: forests.map(({ base, roots, feature }) => ({
      base,
      trees: roots.length,
      nodes: feature.length,
    })),
  };
  return {
    saved,
    bytes: packBytes([...cuts, ...forests.map(({ value }) => value)], [], forests.flatMap(nodesOf)),
  };
}

const savedBins = (feature: BinnedFeature): SavedBins =>
  feature.kind === 'number' ? { ...feature, cuts: feature.cuts.length } : feature;

const nodesOf = ({ roots, feature, left, goesLeft }: Forest) => [
  roots,
  feature,
  left,
  new Int32Array(goesLeft.buffer, goesLeft.byteOffset, goesLeft.length),
];

/** @param bytes as many as `forestByteCount` says */
export function loadForests(saved: SavedForests, bytes: Uint8Array): Forests {
  const { doubles, integers } = unpackBytes(bytes, ...lengthsOf(saved));
  const numbers = cutCounts(saved).length;
  return {
    binning: { features: loadedBins(saved, doubles) },
    forests: saved.forests.map(({ base }, t) => {
      const [roots, feature, left, words] = integers.slice(4 * t, 4 * t + 4);
      return {
        base,
        roots,
        feature,
        left,
        goesLeft: new Uint32Array(words.buffer),
        value: doubles[numbers + t],
      };
    }),
  };
}

function loadedBins({ features }: SavedForests, cuts: readonly Float64Array[]): BinnedFeature[] {
  let next = 0;
  return features.map((feature) =>
    feature.kind === 'number' ? { ...feature, cuts: cuts[next++] } : feature,
  );
}

export const forestByteCount = (saved: SavedForests): number => bytesNeeded(...lengthsOf(saved));

const cutCounts = ({ features }: SavedForests) =>
  features.flatMap((feature) => (feature.kind === 'number' ? [feature.cuts] : []));

function lengthsOf(saved: SavedForests): [number[], number[], number[]] {
  return [
    [...cutCounts(saved), ...saved.forests.map(({ nodes }) => nodes)],
    [],
    saved.forests.flatMap(({ trees, nodes }) => [trees, nodes, nodes, wordsPerNode * nodes]),
  ];
}
