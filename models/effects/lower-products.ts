/** So many rows of all columns stay in the cache of a core. */
const rowsTogether = 1024;

export interface ProductOptions {
  /** Taken from each column first. */
  readonly centres?: readonly number[];
  /** What the sums on the diagonal begin with; 0 where left out. */
  readonly diagonal?: number;
}

/**
 * Lower triangle of Σ weight · z zᵀ over the rows z of the columns, the upper left at 0, each summed in the order of the rows.
 * A sum waits for itself, so that four side by side take the time of one.
 */
export function lowerProducts(
  columns: readonly Float64Array[],
  weights: Float64Array,
  { centres, diagonal = 0 }: ProductOptions = {},
): number[][] {
  const sums = columns.map((_, j) => columns.map((_, k) => (j === k ? diagonal : 0)));
  const scratch = () => columns.map(() => new Float64Array(rowsTogether));
  const [weighted, centred] = [scratch(), scratch()];
  for (let from = 0; from < weights.length; from += rowsTogether) {
    const count = Math.min(rowsTogether, weights.length - from);
    columns.forEach((column, j) => {
      const [z, own] = [centred[j], weighted[j]];
      const centre = centres?.[j] ?? 0;
      for (let i = 0; i < count; i++) {
        z[i] = column[from + i] - centre;
        own[i] = weights[from + i] * z[i];
      }
    });
    for (let j = 0; j < columns.length; j++) addRow(sums[j], j, { own: weighted[j], centred, count });
  }
  return sums;
}

interface Block {
  readonly own: Float64Array;
  readonly centred: readonly Float64Array[];
  readonly count: number;
}

/** Adds the products of one column with those up to it. */
function addRow(row: number[], last: number, block: Block): void {
  let k = 0;
  for (; k + 3 <= last; k += 4) addFour(row, k, block);
  for (; k <= last; k++) addOne(row, k, block);
}

function addFour(row: number[], k: number, { own, centred, count }: Block): void {
  const [a, b, c, d] = [centred[k], centred[k + 1], centred[k + 2], centred[k + 3]];
  let [ofA, ofB, ofC, ofD] = [row[k], row[k + 1], row[k + 2], row[k + 3]];
  for (let i = 0; i < count; i++) {
    const x = own[i];
    ofA += x * a[i];
    ofB += x * b[i];
    ofC += x * c[i];
    ofD += x * d[i];
  }
  row[k] = ofA;
  row[k + 1] = ofB;
  row[k + 2] = ofC;
  row[k + 3] = ofD;
}

function addOne(row: number[], k: number, { own, centred, count }: Block): void {
  const z = centred[k];
  let sum = row[k];
  for (let i = 0; i < count; i++) sum += own[i] * z[i];
  row[k] = sum;
}
