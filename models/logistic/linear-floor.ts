import type { MemberScores } from '../blend/member.ts';
import { sigmoid } from '../calibration/logit.ts';
import { type Cells, type RowEncoder, rowEncoder } from '../encoding/encode-rows.ts';
import type { Encoding } from '../encoding/encoding.ts';
import { binRuns } from '../network/lookup.ts';
import { hash32 } from '../random.ts';
import type { LearningSet } from '../types.ts';
import { choosePenalty, type PenaltyChoice } from './choose-penalty.ts';
import { fitLinear, type LinearRows, type LinearTask } from './fit-linear.ts';
import { type LinearModel, linearScores } from './linear-model.ts';

/** The floor that network and trees must beat: linear in the encoding, for churn and, in two stages, for value. */
export interface LinearFloor {
  /** Logit of churn. */
  readonly churn: LinearModel;
  /** Logit of any value. */
  readonly any: LinearModel;
  /** Mean log of a positive value. */
  readonly amount: LinearModel;
  /** Mean of value ÷ e^(mean log) among the rows learned from. */
  readonly smearing: number;
}

export interface FittedFloor {
  readonly floor: LinearFloor;
  readonly rows: number;
  readonly penalties: { readonly churn: PenaltyChoice; readonly amount: PenaltyChoice };
}

/** A linear score gains nothing that matters from more rows, and they would take gigabytes. */
const mostRows = 20_000;
/** Rows on which the penalty is chosen: it hardly depends on their number. */
const mostRowsTried = 4_000;
const rowsAtOnce = 2_000;
/** Means beyond e^50 say nothing and would overflow. */
const largestLog = 50;

/** @param pause called between the parts, which hold the thread for a second each on many rows */
export async function fitFloor(
  encoding: Encoding,
  train: LearningSet,
  seed: number,
  pause: () => Promise<void> = async () => {},
): Promise<FittedFloor> {
  const encoder = rowEncoder(encoding, train.table);
  const all = someCustomers(train.customer, mostRows, seed);
  const few = someCustomers(train.customer, mostRowsTried, seed);
  const tasks = tasksOf(train);
  const runs = binRuns(encoding);
  const rowsOf = (at: Int32Array, cells: Cells, { target, known }: Task): LinearRows => ({
    cells,
    runs,
    tableRows: encoding.tableRows,
    target: Float64Array.from(at, (i) => target[i]),
    weight: Uint8Array.from(at, (i) => known[i]),
  });
  const fewCells = encoder.encode(few);
  const fewCustomers = few.map((i) => train.customer[i]);
  const choose = async (task: Task) => {
    await pause();
    return choosePenalty(rowsOf(few, fewCells, task), task.kind, fewCustomers, seed);
  };
  const penalties = { churn: await choose(tasks.churn), amount: await choose(tasks.amount) };
  const cells = encoder.encode(all);
  const fit = async (task: Task, { penalty }: PenaltyChoice) => {
    await pause();
    return fitLinear(rowsOf(all, cells, task), task.kind, penalty);
  };
  const churn = await fit(tasks.churn, penalties.churn);
  const any = await fit(tasks.any, penalties.churn);
  const amount = await fit(tasks.amount, penalties.amount);
  const smearing = smearingOf(linearScores(amount, cells, runs), all, train.value);
  return { floor: { churn, any, amount, smearing }, rows: all.length, penalties };
}

interface Task {
  readonly kind: LinearTask;
  readonly target: Float64Array;
  /** 1 where the target is known. */
  readonly known: Uint8Array;
}

const tasksOf = ({ churned, value }: LearningSet): Record<'churn' | 'any' | 'amount', Task> => ({
  churn: {
    kind: 'logistic',
    target: churned,
    known: Uint8Array.from(churned, (y) => (Number.isNaN(y) ? 0 : 1)),
  },
  any: {
    kind: 'logistic',
    target: value.map((v) => (v > 0 ? 1 : 0)),
    known: Uint8Array.from(value, (v) => (Number.isNaN(v) ? 0 : 1)),
  },
  amount: {
    kind: 'squares',
    target: value.map((v) => (v > 0 ? Math.log(v) : 0)),
    known: Uint8Array.from(value, (v) => (v > 0 ? 1 : 0)),
  },
});

/** All rows of a hashed share of the customers: about `most` rows, or all rows where they are fewer. */
function someCustomers(customer: Int32Array, most: number, seed: number): Int32Array {
  const all = Int32Array.from(customer.keys());
  if (all.length <= most) return all;
  const border = (most / all.length) * 4294967296;
  return all.filter((i) => hash32(customer[i], hash32(seed, 0x2545f491)) < border);
}

function smearingOf(scores: Float64Array, rows: Int32Array, value: Float64Array): number {
  let realised = 0;
  let predicted = 0;
  rows.forEach((i, k) => {
    if (!(value[i] > 0)) return;
    realised += value[i];
    predicted += Math.exp(Math.min(largestLog, scores[k]));
  });
  return predicted > 0 ? realised / predicted : 1;
}

export function scoreFloor(floor: LinearFloor, encoding: Encoding, encoder: RowEncoder): MemberScores {
  const n = encoder.rowCount;
  const runs = binRuns(encoding);
  const scores = {
    logit: new Float64Array(n),
    value: new Float64Array(n),
    valueIfBought: new Float64Array(n),
  };
  for (let from = 0; from < n; from += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, n - from);
    const cells = encoder.encode(Int32Array.from({ length: count }, (_, i) => from + i));
    scores.logit.set(linearScores(floor.churn, cells, runs), from);
    const any = linearScores(floor.any, cells, runs);
    const amount = linearScores(floor.amount, cells, runs);
    for (let i = 0; i < count; i++) {
      const bought = floor.smearing * Math.exp(Math.min(largestLog, amount[i]));
      scores.valueIfBought[from + i] = bought;
      scores.value[from + i] = sigmoid(any[i]) * bought;
    }
  }
  return scores;
}
