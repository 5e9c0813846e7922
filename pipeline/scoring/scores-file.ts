import type { Scalar } from '../contracts/ports.ts';
import { type ParquetColumn, readParquet, writeParquet } from './parquet.ts';
import type { Reason, Scores, Standing } from './scores.ts';

/** Columns of numbers in the scores file, and the scores they hold. */
const numbers = {
  churn: 'churn',
  churn_low: 'churnLow',
  churn_high: 'churnHigh',
  clv: 'clv',
  clv_observed: 'clvObserved',
  clv_extrapolated: 'clvExtrapolated',
  clv_p10: 'clvP10',
  clv_p50: 'clvP50',
  clv_p90: 'clvP90',
  clv_if_kept: 'clvIfKept',
  clv_if_lost: 'clvIfLost',
  value_at_risk: 'valueAtRisk',
  priority: 'priority',
} as const satisfies Record<string, keyof Scores>;

type NumberName = (typeof numbers)[keyof typeof numbers];

/** Scores as one Parquet file, a row per customer ordered by id: the same scores give the same bytes. NaN is null. */
export function writeScores(scores: Scores): Uint8Array {
  const ids = scores.customerIds;
  const order = ids.map((_, row) => row).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const pick = (name: string, type: ParquetColumn['type'], at: (row: number) => Scalar): ParquetColumn => ({
    name,
    type,
    values: order.map(at),
  });
  return writeParquet([
    pick('customer_id', 'text', (row) => ids[row]!),
    pick('active', 'flag', (row) => scores.active[row] === 1),
    ...Object.entries(numbers).map(([name, key]) => pick(name, 'number', (row) => scores[key][row]!)),
    pick('standing', 'text', (row) => scores.standing[row]!),
    pick('reasons', 'text', (row) => writeReasons(scores.reasons[row] ?? null)),
    pick('driver_group', 'text', (row) => scores.reasons[row]?.[0]?.group ?? null),
  ]);
}

/** Reads what `writeScores` wrote. */
export async function readScores(bytes: Uint8Array): Promise<Scores> {
  const rows = await readParquet(bytes);
  const column = (name: string) =>
    Float64Array.from(rows, (row) => (row[name] === null ? Number.NaN : Number(row[name])));
  const columns = Object.fromEntries(
    Object.entries(numbers).map(([name, key]) => [key, column(name)]),
  ) as unknown as Record<NumberName, Float64Array>;
  return {
    ...columns,
    customerIds: rows.map((row) => String(row.customer_id)),
    active: Uint8Array.from(rows, (row) => (row.active === true ? 1 : 0)),
    standing: rows.map((row) => row.standing as Standing),
    reasons: rows.map((row) => readReasons(row.reasons ?? null)),
  };
}

const writeReasons = (reasons: readonly Reason[] | null): string | null =>
  reasons &&
  JSON.stringify(reasons.map((reason) => ({ ...reason, contribution: round4(reason.contribution) })));

/** The reasons that a cell of the column `reasons` holds. */
export const readReasons = (cell: Scalar): readonly Reason[] | null =>
  typeof cell === 'string' ? (JSON.parse(cell) as Reason[]) : null;

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;
