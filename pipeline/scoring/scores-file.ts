import { type ScoreNumber, scoreNumbers } from '../../contracts/artefacts/score-numbers.ts';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { type ParquetColumn, writeParquet } from '../tables/parquet.ts';
import type { Scores } from './scores.ts';

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
} as const satisfies Record<ScoreNumber, keyof Scores>;

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
    ...scoreNumbers.map((name) => pick(name, 'number', (row) => scores[numbers[name]][row]!)),
  ]);
}
