import type { RetentionTrees } from '../../retention/retention-trees.ts';
import { bytesNeeded, packBytes, unpackBytes } from '../../retention/weight-bytes.ts';
import type { BinnedFeature } from './binning.ts';
import { type Forest, wordsPerNode } from './forest.ts';

/** Trees as JSON; their arrays stand in bytes: cuts of each number and leaves as float64, the nodes as int32. */
export interface SavedTrees {
  readonly features: readonly SavedBins[];
  readonly churn: SavedForest;
  readonly any: SavedForest;
  readonly amount: SavedForest;
  readonly smearing: number;
}

type SavedBins =
  | { readonly kind: 'number'; readonly name: string; readonly cuts: number }
  | Extract<BinnedFeature, { kind: 'category' }>;

interface SavedForest {
  readonly base: number;
  readonly trees: number;
  readonly nodes: number;
}

const tasks = ['churn', 'any', 'amount'] as const;

export function saveTrees(trees: RetentionTrees): { saved: SavedTrees; bytes: Uint8Array } {
  const forests = tasks.map((task) => trees[task]);
  const { features } = trees.binning;
  const cuts = features.flatMap((feature) => (feature.kind === 'number' ? [feature.cuts] : []));
  const [churn, any, amount] = forests.map(({ base, roots, feature }) => ({
    base,
    trees: roots.length,
    nodes: feature.length,
  }));
  const saved = { features: features.map(savedBins), churn, any, amount, smearing: trees.smearing };
  const bytes = packBytes([...cuts, ...forests.map(({ value }) => value)], [], forests.flatMap(nodesOf));
  return { saved, bytes };
}

const savedBins = (feature: BinnedFeature): SavedBins =>
  feature.kind === 'number' ? { ...feature, cuts: feature.cuts.length } : feature;

const nodesOf = ({ roots, feature, left, goesLeft }: Forest) => [
  roots,
  feature,
  left,
  new Int32Array(goesLeft.buffer, goesLeft.byteOffset, goesLeft.length),
];

/** @param bytes as many as `treeByteCount` says */
export function loadTrees(saved: SavedTrees, bytes: Uint8Array): RetentionTrees {
  const { doubles, integers } = unpackBytes(bytes, ...lengthsOf(saved));
  const numbers = cutCounts(saved).length;
  const [churn, any, amount] = tasks.map((task, t) => {
    const [roots, feature, left, words] = integers.slice(4 * t, 4 * t + 4);
    const goesLeft = new Uint32Array(words.buffer);
    return { base: saved[task].base, roots, feature, left, goesLeft, value: doubles[numbers + t] };
  });
  return { binning: { features: loadedBins(saved, doubles) }, churn, any, amount, smearing: saved.smearing };
}

function loadedBins({ features }: SavedTrees, cuts: readonly Float64Array[]): BinnedFeature[] {
  let next = 0;
  return features.map((feature) =>
    feature.kind === 'number' ? { ...feature, cuts: cuts[next++] } : feature,
  );
}

export const treeByteCount = (saved: SavedTrees): number => bytesNeeded(...lengthsOf(saved));

const cutCounts = ({ features }: SavedTrees) =>
  features.flatMap((feature) => (feature.kind === 'number' ? [feature.cuts] : []));

function lengthsOf(saved: SavedTrees): [number[], number[], number[]] {
  const forests = tasks.map((task) => saved[task]);
  return [
    [...cutCounts(saved), ...forests.map(({ nodes }) => nodes)],
    [],
    forests.flatMap(({ trees, nodes }) => [trees, nodes, nodes, wordsPerNode * nodes]),
  ];
}
