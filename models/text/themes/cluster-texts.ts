import { blockSize, countFeatures } from '../count-features.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { type Frequencies, frequenciesOf, inverseFrequencies, weighFeatures } from '../weigh-features.ts';

export interface ClusterOptions {
  /** Cosine distance at which clusters are joined no further; 0.8 where left out. */
  readonly apart?: number;
  /** Smaller clusters are none; 8 where left out. */
  readonly fewest?: number;
}

/**
 * Groups of texts that use the same words: average linkage of cosine distances (Müllner 2011, nearest-neighbour chains), the
 * largest first. Time and memory grow with the square of the texts: some thousands at most.
 * @returns places of the texts of each group, those nearest to all of their group first
 */
export function clusterTexts(
  texts: readonly string[],
  { apart = 0.8, fewest = 8 }: ClusterOptions = {},
): number[][] {
  const counts = countFeatures(texts);
  const frequencies = frequenciesOf(counts);
  const near = similarities(byRarity(weighFeatures(counts, frequencies).rows, frequencies));
  const groups = averageLinkage(near, texts.length, 1 - apart).filter(({ length }) => length >= fewest);
  return groups
    .map((group) => innermostFirst(group, near, texts.length))
    .sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Rare words tell subjects apart, "the … is" does not: weights rise by the root of the inverse document frequency once more. */
function byRarity(rows: SparseRows, frequencies: Frequencies): SparseRows {
  const { start, index } = rows;
  const rarity = inverseFrequencies(frequencies);
  const value = rows.value.slice();
  for (let row = 0; row < start.length - 1; row++) {
    const lengths: [number, number] = [0, 0];
    const last = start[row + 1] - 1;
    for (let i = start[row]; i < last; i++) {
      value[i] *= Math.sqrt(rarity[index[i]]);
      lengths[blockOf(index[i])] += value[i] ** 2;
    }
    for (let i = start[row]; i < last; i++) value[i] /= Math.sqrt(lengths[blockOf(index[i])] || 1);
  }
  return { start, index, value };
}

/** Characters, then words. */
const blockOf = (bucket: number): 0 | 1 => (bucket < blockSize ? 0 : 1);

/** Cosines of all pairs, n × n; the constant at the end of each row is left out. Both blocks are of unit length. */
function similarities({ start, index, value }: SparseRows): Float32Array {
  const n = start.length - 1;
  const near = new Float32Array(n * n);
  const postings = new Map<number, number[]>();
  for (let row = 0; row < n; row++) {
    const dots = new Float64Array(row);
    for (let i = start[row]; i < start[row + 1] - 1; i++) {
      const list = postings.get(index[i]);
      if (list === undefined) {
        postings.set(index[i], [row, value[i]]);
        continue;
      }
      for (let at = 0; at < list.length; at += 2) dots[list[at]] += list[at + 1] * value[i];
      list.push(row, value[i]);
    }
    const own = lengthOf(start, row);
    for (let other = 0; other < row; other++) {
      const cosine = dots[other] / Math.sqrt(own * lengthOf(start, other) || 1);
      near[row * n + other] = cosine;
      near[other * n + row] = cosine;
    }
  }
  return near;
}

/** Squared length: two blocks of unit length, none for a text without features. */
const lengthOf = (start: Int32Array, row: number): number => (start[row + 1] - start[row] > 1 ? 2 : 0);

/** Groups of all texts, joined until no two are nearer than `least`. */
function averageLinkage(pairs: Float32Array, n: number, least: number): number[][] {
  const near = pairs.slice();
  const members: (number[] | null)[] = Array.from({ length: n }, (_, i) => [i]);
  const chain: number[] = [];
  const done: number[][] = [];
  const open = new Set(members.keys());
  while (open.size > 0) {
    if (chain.length === 0) chain.push(open.values().next().value!);
    const last = chain[chain.length - 1];
    const before = chain[chain.length - 2];
    let [best, most] = [before ?? -1, before === undefined ? -1 : near[last * n + before]];
    for (const other of open)
      if (other !== last && near[last * n + other] > most) [best, most] = [other, near[last * n + other]];
    if (best === -1 || most < least) {
      // nothing is near enough to the end of the chain, and never will be: means only fall
      done.push(members[last]!);
      open.delete(last);
      chain.pop();
      continue;
    }
    if (best !== before) {
      chain.push(best);
      continue;
    }
    chain.length -= 2;
    join(near, members, { into: Math.min(last, best), from: Math.max(last, best), n, open });
  }
  return done;
}

interface Join {
  readonly into: number;
  readonly from: number;
  readonly n: number;
  readonly open: Set<number>;
}

/** The mean nearness of a joined group is that of its parts by their sizes (Lance and Williams 1967). */
function join(near: Float32Array, members: (number[] | null)[], { into, from, n, open }: Join): void {
  const [a, b] = [members[into]!, members[from]!];
  open.delete(from);
  for (const other of open) {
    if (other === into) continue;
    const mean =
      (a.length * near[into * n + other] + b.length * near[from * n + other]) / (a.length + b.length);
    near[into * n + other] = mean;
    near[other * n + into] = mean;
  }
  members[into] = [...a, ...b];
  members[from] = null;
}

function innermostFirst(group: readonly number[], near: Float32Array, n: number): number[] {
  const inner = new Map(group.map((i) => [i, group.reduce((sum, j) => sum + near[i * n + j], 0)]));
  return [...group].sort((a, b) => inner.get(b)! - inner.get(a)! || a - b);
}
