import { sigmoid } from '../../numerics/logit.ts';
import type { LearningSet, Outcomes } from '../../types.ts';
import type { MemberScores } from '../blend/member.ts';
import { type BinRun, binRuns } from '../encoding/bin-runs.ts';
import { type Cells, type RowEncoder, rowEncoder } from '../encoding/encode-rows.ts';
import type { Encoding } from '../encoding/encoding.ts';
import { someCustomers } from '../some-customers.ts';
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

/** What a floor is fitted to: encoded rows and outcomes, which another thread can take. */
export interface FloorRows {
  readonly runs: readonly BinRun[];
  /** Rows of the encoding's table. */
  readonly tableRows: number;
  /** Those that choose the penalty, and those that teach the floor. */
  readonly few: EncodedRows;
  readonly many: EncodedRows;
  /** What an earlier fit on fewer rows found: its penalties are taken, its coefficients are where the search starts. */
  readonly as: FittedFloor | null;
}

interface EncodedRows extends Outcomes {
  readonly cells: Cells;
  readonly customer: Int32Array;
}

/**
 * What the logistic regression of the ensemble is fitted to: the encoded rows of at most 20,000 rows' worth of customers, whole
 * customers drawn by `seed`, and of 4,000 to choose its penalties.
 * @param as an earlier fit, whose penalties are kept and whose coefficients are where the search starts
 */
export function floorRows(
  encoding: Encoding,
  train: LearningSet,
  seed: number,
  as: FittedFloor | null = null,
): FloorRows {
  const encoder = rowEncoder(encoding, train.table);
  const encoded = (most: number): EncodedRows => {
    const at = someCustomers(train.customer, most, seed);
    return {
      cells: encoder.encode(at),
      customer: at.map((i) => train.customer[i]),
      churned: Float64Array.from(at, (i) => train.churned[i]),
      value: Float64Array.from(at, (i) => train.value[i]),
    };
  };
  const { tableRows } = encoding;
  return {
    runs: binRuns(encoding),
    tableRows,
    few: encoded(as ? 0 : mostRowsTried),
    many: encoded(mostRows),
    as,
  };
}

/**
 * Fits three penalised linear models, piecewise linear in each number: churn and any value by logistic regression, the log of a
 * positive value by ridge regression (with Duan's smearing, 1983). Penalties are chosen by held-out customers.
 * @param pause called between the parts, which hold the thread for a second each on many rows
 */
export async function fitFloor(
  { runs, tableRows, few, many, as }: FloorRows,
  seed: number,
  pause: () => Promise<void> = async () => {},
): Promise<FittedFloor> {
  const rowsOf = ({ cells }: EncodedRows, { target, known }: Task): LinearRows => ({
    cells,
    runs,
    tableRows,
    target,
    weight: known,
  });
  const choose = async (task: Task) => {
    await pause();
    return choosePenalty(rowsOf(few, task), task.kind, few.customer, seed);
  };
  const tried = tasksOf(few);
  const penalties = as?.penalties ?? {
    churn: await choose(tried.churn),
    amount: await choose(tried.amount),
  };
  const fit = async (task: Task, { penalty }: PenaltyChoice, start?: LinearModel) => {
    await pause();
    return fitLinear(rowsOf(many, task), task.kind, penalty, start);
  };
  const tasks = tasksOf(many);
  const churn = await fit(tasks.churn, penalties.churn, as?.floor.churn);
  const any = await fit(tasks.any, penalties.churn, as?.floor.any);
  const amount = await fit(tasks.amount, penalties.amount, as?.floor.amount);
  const smearing = smearingOf(linearScores(amount, many.cells, runs), many.value);
  return { floor: { churn, any, amount, smearing }, rows: many.customer.length, penalties };
}

interface Task {
  readonly kind: LinearTask;
  readonly target: Float64Array;
  /** 1 where the target is known. */
  readonly known: Uint8Array;
}

const tasksOf = ({ churned, value }: Outcomes): Record<'churn' | 'any' | 'amount', Task> => ({
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

function smearingOf(scores: Float64Array, value: Float64Array): number {
  let realised = 0;
  let predicted = 0;
  value.forEach((v, i) => {
    if (!(v > 0)) return;
    realised += v;
    predicted += Math.exp(Math.min(largestLog, scores[i]));
  });
  return predicted > 0 ? realised / predicted : 1;
}

/** Scores every row of the encoder's table: the logit of churn, the expected value, and the value given any. */
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
