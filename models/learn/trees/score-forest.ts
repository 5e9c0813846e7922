import type { BinnedRows } from './bin-rows.ts';
import type { Forest } from './forest.ts';
import { forestWalk } from './walk-forest.ts';

/** Scores of the given rows, all by default. */
export function scoreForest(
  forest: Forest,
  binned: BinnedRows,
  rows: Int32Array = everyRow(binned),
): Float64Array {
  const scores = new Float64Array(rows.length).fill(forest.base);
  const walk = forestWalk(forest, binned);
  const leaf = new Int32Array(rows.length);
  for (const root of forest.roots) {
    walk(root, rows, leaf);
    for (let k = 0; k < rows.length; k++) scores[k] += forest.value[leaf[k]];
  }
  return scores;
}

const everyRow = ({ rowCount }: BinnedRows) => Int32Array.from({ length: rowCount }, (_, i) => i);
