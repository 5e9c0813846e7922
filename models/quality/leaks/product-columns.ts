import type { NumberColumn } from '../../types.ts';
import type { CutColumn } from './cut-column.ts';
import type { JudgedRows } from './judged-rows.ts';

/** Training rows that show which equations are worth judging, and the share of them in which one must hold. */
const shown = 400;
const fewestEqual = 0.02;
const cent = 0.0051;

/** A column of the training rows and of the later rows. */
export interface NumberPair {
  readonly train: NumberColumn;
  readonly later: NumberColumn;
}

/**
 * Columns that equal the product of two others in some rows, cut into rows where they do and rows where they do not, each
 * with the product that holds most often: the total of a closed account is often recomputed as time × price, that of an
 * open one is a sum of bills. Rows in which a factor is 0 or 1, so that the product says nothing, count as rows where it
 * does not hold.
 */
export function productColumns(
  columns: readonly NumberPair[],
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
): CutColumn[] {
  const step = Math.max(1, Math.floor(rows.train.rows.length / shown));
  const sample = rows.train.rows.filter((_, i) => i % step === 0);
  const best = new Map<number, Equation>();
  for (const equation of equationsIn(columns, sample)) {
    if (equation.times < fewestEqual * sample.length) continue;
    if (equation.times > (best.get(equation.total)?.times ?? 0)) best.set(equation.total, equation);
  }
  return [...best.values()].map(({ total, first, second }) =>
    cut(columns[total], columns[first], columns[second], rows),
  );
}

/** Numbers of the columns, and the sampled rows in which the equation holds. */
interface Equation {
  readonly total: number;
  readonly first: number;
  readonly second: number;
  times: number;
}

function equationsIn(columns: readonly NumberPair[], sample: Int32Array): Iterable<Equation> {
  const found = new Map<string, Equation>();
  for (const row of sample) {
    for (const [total, first, second] of equationsOf(columns.map(({ train }) => train.values[row]))) {
      const key = `${total} ${first} ${second}`;
      const equation = found.get(key) ?? { total, first, second, times: 0 };
      equation.times++;
      found.set(key, equation);
    }
  }
  return found.values();
}

/** Total and factors of every equation that holds among the values of one row: totals are found by their cents. */
function* equationsOf(values: readonly number[]): Generator<[number, number, number]> {
  const factors = [...values.keys()].filter((column) => saysSomething(values[column]));
  const totals = new Map<number, number[]>();
  for (const column of factors) {
    const cents = Math.round(100 * values[column]);
    totals.set(cents, [...(totals.get(cents) ?? []), column]);
  }
  for (const [i, first] of factors.entries()) {
    for (const second of factors.slice(i + 1)) {
      const cents = Math.round(100 * values[first] * values[second]);
      for (const total of totals.get(cents) ?? []) {
        const itself = total === first || total === second;
        if (!itself && equals(values[total], values[first], values[second])) yield [total, first, second];
      }
    }
  }
}

const saysSomething = (factor: number) => factor !== 0 && factor !== 1 && Number.isFinite(factor);

const equals = (total: number, first: number, second: number) =>
  saysSomething(first) && saysSomething(second) && Math.abs(total - first * second) < cent;

function cut(
  total: NumberPair,
  first: NumberPair,
  second: NumberPair,
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
): CutColumn {
  const groups = (of: 'train' | 'later') =>
    rows[of].rows.map((row) =>
      equals(total[of].values[row], first[of].values[row], second[of].values[row]) ? 1 : 0,
    );
  return {
    name: total.train.name,
    train: groups('train'),
    later: groups('later'),
    groups: 2,
    missing: -1,
    ordered: false,
    held: (group) => ({ kind: 'product', of: [first.train.name, second.train.name], equal: group === 1 }),
  };
}
