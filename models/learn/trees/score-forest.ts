import type { BinnedRows } from './bin-rows.ts';
import type { Forest } from './forest.ts';
import { forestWalk } from './walk-forest.ts';

/** Scores of the rows. */
export function scoreForest(forest: Forest, rows: BinnedRows): Float64Array {
  const scores = new Float64Array(rows.rowCount).fill(forest.base);
  const walk = forestWalk(forest, rows);
  const every = Int32Array.from({ length: rows.rowCount }, (_, i) => i);
  const leaf = new Int32Array(rows.rowCount);
  for (const root of forest.roots) {
    walk(root, every, leaf);
    for (let i = 0; i < rows.rowCount; i++) scores[i] += forest.value[leaf[i]];
  }
  return scores;
}
