import { beforeAll, describe, expect, it } from 'vitest';
import { binRuns } from '../../../../models/learn/encoding/bin-runs.ts';
import { rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { binCount, type Encoding } from '../../../../models/learn/encoding/encoding.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { choosePenalty } from '../../../../models/learn/logistic/choose-penalty.ts';
import { fitLinear, type LinearRows } from '../../../../models/learn/logistic/fit-linear.ts';
import { linearScores, linearTerms } from '../../../../models/learn/logistic/linear-model.ts';
import { solveSymmetric } from '../../../../models/numerics/cholesky.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { simulatedRows } from '../../simulated-rows.ts';

const n = 500;
const train = simulatedRows(n, 1);
let encoding: Encoding;
let rows: LinearRows;

beforeAll(() => {
  encoding = fitEncoding(train.table, 8);
  rows = {
    cells: rowEncoder(encoding, train.table).encode(Int32Array.from({ length: n }, (_, i) => i)),
    runs: binRuns(encoding),
    tableRows: encoding.tableRows,
    target: train.churned,
    weight: new Uint8Array(n).fill(1),
  };
});

/** The rows as a dense matrix: for a number 1 in every earlier bin and the fraction in its own; and a last 1. */
function denseRows(): Float64Array[] {
  const { cells, tableRows } = rows;
  const firstOf = new Int32Array(tableRows).fill(-1);
  for (const feature of encoding.features) {
    if (feature.kind !== 'number') continue;
    for (let b = 0; b < binCount(feature); b++) firstOf[feature.firstRow + b] = feature.firstRow;
  }
  return Array.from({ length: n }, (_, i) => {
    const x = new Float64Array(tableRows + 1);
    x[tableRows] = 1;
    for (let at = i * cells.featureCount; at < (i + 1) * cells.featureCount; at++) {
      const own = cells.row[at];
      x[own] = cells.weight[at];
      if (firstOf[own] >= 0) x.fill(1, firstOf[own], own);
    }
    return x;
  });
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** Newton's method on the dense matrix, all of it in the open. */
function denseFit(x: Float64Array[], task: 'logistic' | 'squares', penalty: number): Float64Array {
  const size = x[0].length;
  const at = new Float64Array(size);
  for (let step = 0; step < (task === 'logistic' ? 12 : 1); step++) {
    const slope = at.map((c, j) => (j < size - 1 ? penalty * c : 0));
    const bend = Array.from({ length: size }, (_, j) => {
      const row = new Float64Array(size);
      row[j] = j < size - 1 ? penalty : 0;
      return row;
    });
    x.forEach((own, i) => {
      const score = dot(own, at);
      const mean = task === 'logistic' ? 1 / (1 + Math.exp(-score)) : score;
      const weight = task === 'logistic' ? mean * (1 - mean) : 1;
      for (let a = 0; a < size; a++) {
        slope[a] += (mean - rows.target[i]) * own[a];
        for (let b = 0; b <= a; b++) bend[a][b] += weight * own[a] * own[b];
      }
    });
    solveSymmetric(bend, slope).forEach((by, j) => {
      at[j] -= by;
    });
  }
  return at;
}

describe('a linear fit on encoded rows', () => {
  it.each(['logistic', 'squares'] as const)('is that of Newton’s method on the dense matrix: %s', (task) => {
    const x = denseRows();
    const exact = denseFit(x, task, 10);
    const scores = linearScores(fitLinear(rows, task, 10), rows.cells, rows.runs);
    x.forEach((own, i) => {
      expect(Math.abs(scores[i] - dot(own, exact)), `row ${i}`).toBeLessThan(0.02);
    });
  });

  it('sums to its terms and the intercept', () => {
    const model = fitLinear(rows, 'logistic', 10);
    const terms = linearTerms(model, rows.cells, rows.runs);
    const F = rows.cells.featureCount;
    linearScores(model, rows.cells, rows.runs).forEach((score, i) => {
      const sum = terms.subarray(i * F, (i + 1) * F).reduce((a, b) => a + b, model.intercept);
      expect(sum).toBeCloseTo(score, 10);
    });
  });

  it('learns nothing from rows without weight', () => {
    const weight = Uint8Array.from({ length: n }, (_, i) => (i % 2 ? 1 : 0));
    const some = { ...rows, weight };
    const other = { ...some, target: rows.target.map((y, i) => (i % 2 ? y : Number.NaN)) };
    expect(fitLinear(other, 'logistic', 10)).toEqual(fitLinear(some, 'logistic', 10));
  });

  it('is finite where all outcomes are the same', () => {
    const model = fitLinear({ ...rows, target: new Float64Array(n) }, 'logistic', 10);
    expect([...model.coefficients, model.intercept].every(Number.isFinite)).toBe(true);
    expect(Math.max(...linearScores(model, rows.cells, rows.runs))).toBeLessThan(-3);
  });
});

describe('the penalty', () => {
  it('is the stiffest where there is nothing to learn, and softer where there is much', () => {
    const random = randomStream(2, 'luck');
    const luck = {
      ...rows,
      target: Float64Array.from({ length: n }, () => (random.uniform() < 0.5 ? 1 : 0)),
    };
    expect(choosePenalty(luck, 'logistic', train.customer, 1).penalty).toBe(160);
    const { penalty, losses } = choosePenalty(rows, 'logistic', train.customer, 1);
    expect(penalty).toBeLessThan(160);
    expect(losses.map((each) => each.penalty)).toEqual([160, 40, 10]);
    expect(Math.min(...losses.map(({ loss }) => loss))).toBeLessThan(0.6);
  });

  it('is judged by customers held out: their copies at other dates teach nothing about luck', () => {
    const copies = 4;
    const customer = Int32Array.from({ length: n }, (_, i) => Math.floor(i / copies));
    const random = randomStream(3, 'copied luck');
    const own = Float64Array.from({ length: n }, () => (random.uniform() < 0.5 ? 1 : 0));
    const first = Int32Array.from(customer, (c) => c * copies);
    const copied = {
      ...rows,
      cells: rowEncoder(encoding, train.table).encode(first),
      target: Float64Array.from(first, (i) => own[i]),
    };
    expect(choosePenalty(copied, 'logistic', customer, 1).penalty).toBe(160);
  });
});
