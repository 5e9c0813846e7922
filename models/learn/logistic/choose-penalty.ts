import { customerPart } from '../../numerics/random.ts';
import { crossEntropy } from '../network/losses.ts';
import { fitLinear, type LinearRows, type LinearTask } from './fit-linear.ts';
import { type LinearModel, linearScores } from './linear-model.ts';

/** From the stiffest down: each fit starts from the one before. */
const penalties = [160, 40, 10] as const;
const parts = 3;

export interface PenaltyChoice {
  readonly penalty: number;
  /** Mean loss of held-out rows at each penalty tried. */
  readonly losses: readonly { readonly penalty: number; readonly loss: number }[];
}

/** Chooses the penalty by the loss of customers held out in turn. */
export function choosePenalty(
  rows: LinearRows,
  task: LinearTask,
  customer: Int32Array,
  seed: number,
): PenaltyChoice {
  const part = customer.map((c) => customerPart(c, parts, seed));
  const totals = new Float64Array(penalties.length);
  let held = 0;
  for (let p = 0; p < parts; p++) {
    const learn = { ...rows, weight: rows.weight.map((w, i) => (part[i] === p ? 0 : w)) };
    const judge = Int32Array.from(part.keys()).filter((i) => part[i] === p && rows.weight[i] > 0);
    let model: LinearModel | undefined;
    penalties.forEach((penalty, at) => {
      model = fitLinear(learn, task, penalty, model);
      const scores = linearScores(model, rows.cells, rows.runs);
      for (const i of judge) totals[at] += rows.weight[i] * lossOf(task, scores[i], rows.target[i]);
    });
    for (const i of judge) held += rows.weight[i];
  }
  const losses = penalties.map((penalty, at) => ({ penalty, loss: totals[at] / (held || 1) }));
  return { penalty: losses.reduce((a, b) => (b.loss < a.loss ? b : a)).penalty, losses };
}

const lossOf = (task: LinearTask, score: number, target: number): number =>
  task === 'logistic' ? crossEntropy(score, target) : (score - target) ** 2 / 2;
