import type { BinRun } from '../../../../models/learn/encoding/bin-runs.ts';
import type { Cells } from '../../../../models/learn/encoding/encode-rows.ts';
import { zilnLoss } from '../../../../models/learn/network/losses.ts';
import type { NetworkShape } from '../../../../models/learn/network/shape.ts';
import type { Targets } from '../../../../models/learn/network/targets.ts';

/**
 * The network again, in plain arithmetic on doubles and from its formulas alone: no tensor, no look-up trick, no batch.
 * Weights in the order of the layout: table, mix, scale, bias, hidden layers, heads, head bias.
 */
export type Weights = readonly Float64Array[];

/** What dropout makes of hidden unit `j` of a layer, for member `m` and row `i`: 0, or 1 / keep. */
export type Survival = (layer: number, m: number, i: number, j: number) => number;

const all: Survival = () => 1;

/** Encoded value of one cell: bins before it count whole, its own by its weight. [H] */
export function encodedValue(
  [table]: Weights,
  width: number,
  runs: readonly BinRun[],
  tableRow: number,
  weight: number,
): Float64Array {
  const run = runs.find(({ first, count }) => tableRow >= first && tableRow < first + count);
  const value = new Float64Array(width);
  for (let d = run ? run.first : tableRow; d <= tableRow; d++) {
    for (let j = 0; j < width; j++) value[j] += (d < tableRow ? 1 : weight) * table[d * width + j];
  }
  return value;
}

/** Encoded values of row `i`, one a feature. */
export function encodedRow(
  weights: Weights,
  { width }: NetworkShape,
  runs: readonly BinRun[],
  { featureCount, row, weight }: Cells,
  i: number,
): Float64Array[] {
  return Array.from({ length: featureCount }, (_, f) =>
    encodedValue(weights, width, runs, row[i * featureCount + f], weight[i * featureCount + f]),
  );
}

/** Member `m`'s four outputs for one row `i` of encoded values. */
export function memberOutputs(
  weights: Weights,
  { members: k, width: H, layers }: NetworkShape,
  values: readonly Float64Array[],
  m: number,
  survival: Survival = all,
  i = 0,
): number[] {
  const [, mix, scale, bias] = weights;
  let h = Array.from({ length: H }, (_, j) => {
    const mixed = values.reduce((sum, value, f) => sum + mix[f * k + m] * value[j], 0);
    return survival(0, m, i, j) * Math.max(0, scale[m * H + j] * mixed + bias[m * H + j]);
  });
  for (let l = 0; l < layers - 1; l++) {
    const below = h;
    const [hidden, hiddenBias] = [weights[4 + 2 * l], weights[5 + 2 * l]];
    h = below.map((_, j) => {
      const sum = below.reduce((total, x, from) => total + x * hidden[from * H + j], hiddenBias[m * H + j]);
      return survival(l + 1, m, i, j) * Math.max(0, sum);
    });
  }
  const [heads, headBias] = weights.slice(4 + 2 * (layers - 1));
  return [0, 1, 2, 3].map((o) =>
    h.reduce((sum, x, j) => sum + x * heads[(m * 4 + o) * H + j], headBias[m * 4 + o]),
  );
}

/** Sum over members of each one's mean loss over the rows: churn four times, value once. */
export function plainLoss(
  weights: Weights,
  shape: NetworkShape,
  runs: readonly BinRun[],
  cells: Cells,
  targets: Targets,
  survival: Survival = all,
): number {
  let total = 0;
  for (let i = 0; i < cells.rowCount; i++) {
    const values = encodedRow(weights, shape, runs, cells, i);
    for (let m = 0; m < shape.members; m++) {
      const [churn, purchase, mean, rawSpread] = memberOutputs(weights, shape, values, m, survival, i);
      const label = targets.churned[i];
      const crossEntropy = Math.log1p(Math.exp(-Math.abs(churn))) + Math.max(churn, 0) - label * churn;
      total += 4 * targets.churnWeight[i] * crossEntropy;
      total += targets.valueWeight[i] * zilnLoss(purchase, mean, rawSpread, targets.value[i]).loss;
    }
  }
  return total / cells.rowCount;
}

/** Logit of the members' mean chance of churn. */
export function plainLogit(weights: Weights, shape: NetworkShape, values: readonly Float64Array[]): number {
  let churn = 0;
  for (let m = 0; m < shape.members; m++) {
    churn += 1 / (1 + Math.exp(-memberOutputs(weights, shape, values, m)[0])) / shape.members;
  }
  return Math.log(churn / (1 - churn));
}
