import type { LearningSet } from '../../types.ts';
import { knownRows } from '../validation/latest-rows.ts';

/** Rows of known churn on which columns are judged. */
export interface JudgedRows {
  /** Row in the table. */
  readonly rows: Int32Array;
  /** 1 left, 0 stayed. */
  readonly left: Uint8Array;
  /** Customer, numbered 0, 1, …: their rows stand or fall together. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly leavers: number;
}

/** More rows tell nothing more about signs as strong as these. */
const mostRows = 10_000;

/** The rows whose churn is known, evenly thinned where there are very many. */
export function judgedRows({ churned, customer }: LearningSet): JudgedRows {
  const known = knownRows(churned);
  const step = Math.ceil(known.length / mostRows);
  const rows = known.filter((_, i) => i % step === 0);
  const left = Uint8Array.from(rows, (row) => churned[row]);
  const numbers = new Map<number, number>();
  const cluster = rows.map((row) => {
    const number = numbers.get(customer[row]) ?? numbers.size;
    numbers.set(customer[row], number);
    return number;
  });
  return { rows, left, cluster, clusters: numbers.size, leavers: left.reduce((sum, y) => sum + y, 0) };
}
