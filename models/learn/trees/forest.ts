import type { BinnedRows } from './bin-rows.ts';

/** The sum of many small trees over binned rows. Nodes of all trees stand one after the other. */
export interface Forest {
  /** Score before any tree. */
  readonly base: number;
  /** First node of each tree. */
  readonly roots: Int32Array;
  /** Feature that a node asks about; -1 for a leaf. */
  readonly feature: Int32Array;
  /** Left child of a node; the right one stands next to it. 0 for a leaf. */
  readonly left: Int32Array;
  /** Eight words a node: bit b says that bin b goes left. */
  readonly goesLeft: Uint32Array;
  /** What a leaf adds to the score; 0 elsewhere. */
  readonly value: Float64Array;
}

export const wordsPerNode = 8;

export const turnsLeft = (goesLeft: Uint32Array, node: number, bin: number): boolean =>
  ((goesLeft[node * wordsPerNode + (bin >> 5)] >>> (bin & 31)) & 1) === 1;

/** The leaf that row `i` reaches from `root`. */
export function leafOf(
  { feature, left, goesLeft }: Pick<Forest, 'feature' | 'left' | 'goesLeft'>,
  root: number,
  { bins, rowCount }: BinnedRows,
  i: number,
): number {
  let node = root;
  while (feature[node] >= 0) {
    const bin = bins[feature[node] * rowCount + i];
    node = left[node] + (turnsLeft(goesLeft, node, bin) ? 0 : 1);
  }
  return node;
}

/** One forest whose score is the mean of the given ones. */
export function meanForest(forests: readonly Forest[]): Forest {
  const sizes = forests.map(({ feature }) => feature.length);
  const starts = sizes.map((_, f) => sizes.slice(0, f).reduce((sum, size) => sum + size, 0));
  const join = (values: (forest: Forest, f: number) => Iterable<number>) =>
    forests.flatMap((forest, f) => [...values(forest, f)]);
  return {
    base: forests.reduce((sum, { base }) => sum + base / forests.length, 0),
    roots: Int32Array.from(join(({ roots }, f) => roots.map((node) => node + starts[f]))),
    feature: Int32Array.from(join(({ feature }) => feature)),
    left: Int32Array.from(join(({ left }, f) => left.map((node) => (node === 0 ? 0 : node + starts[f])))),
    goesLeft: Uint32Array.from(join(({ goesLeft }) => goesLeft)),
    value: Float64Array.from(join(({ value }) => value.map((v) => v / forests.length))),
  };
}

/** The forests that a joined one is made of, by how many trees each has; values are as in the joined one. */
export function partsOfForest(forest: Forest, trees: readonly number[]): Forest[] {
  let next = 0;
  return trees.map((count) => {
    const [from, to] = [nodeAt(forest, next), nodeAt(forest, next + count)];
    const roots = forest.roots.slice(next, next + count).map((node) => node - from);
    next += count;
    return {
      base: forest.base,
      roots,
      feature: forest.feature.slice(from, to),
      left: forest.left.slice(from, to).map((node) => (node === 0 ? 0 : node - from)),
      goesLeft: forest.goesLeft.slice(from * wordsPerNode, to * wordsPerNode),
      value: forest.value.slice(from, to),
    };
  });
}

const nodeAt = ({ roots, feature }: Forest, tree: number): number => roots[tree] ?? feature.length;

/** A forest whose score is that of the first and of the trees of the second together. */
export function sumForest(first: Forest, second: Forest): Forest {
  const twice = meanForest([first, second]);
  return { ...twice, base: first.base, value: twice.value.map((v) => 2 * v) };
}
