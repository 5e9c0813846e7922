import type { Scalar } from '../contracts/ports/warehouse.ts';
import { type ParquetColumn, writeParquet } from '../pipeline/tables/parquet.ts';
import { spreadsheetText } from '../pipeline/tables/spreadsheet-text.ts';
import type { FlatRows } from './flat-rows.ts';
import { type Parts, partNames } from './parts.ts';
import type { TablePlan } from './plan.ts';
import type { ScoredTable } from './score-table.ts';

export interface FlatScores {
  readonly plan: TablePlan;
  readonly rows: FlatRows;
  readonly parts: Parts;
  readonly scored: ScoredTable;
}

interface ScoreColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
  readonly at: (row: number) => Scalar;
}

const reasons = [0, 1, 2] as const;
/** Rows turned into text at a time. */
const rowsAtOnce = 20_000;

/** What is said of each row, in the order of the table. Every number is a probability or money. */
function columnsOf({ plan, rows, parts, scored }: FlatScores): ScoreColumn[] {
  const { predicted } = scored;
  const number = (name: string, values: Float64Array): ScoreColumn => ({
    name,
    type: 'number',
    at: (row) => (Number.isFinite(values[row]!) ? values[row]! : null),
  });
  return [
    { name: 'id', type: 'text', at: (row) => rows.ids[row]! },
    { name: 'part', type: 'text', at: (row) => partName(parts, row) },
    number('churned', rows.churned),
    number('churn', predicted.churn),
    number('churn_low', predicted.churnLow),
    number('churn_high', predicted.churnHigh),
    ...(plan.value === null
      ? []
      : [
          number('value', predicted.value),
          number('value_p10', predicted.valueP10),
          number('value_p50', predicted.valueP50),
          number('value_p90', predicted.valueP90),
        ]),
    ...reasons.map(
      (r): ScoreColumn => ({
        name: `reason_${r + 1}`,
        type: 'text',
        at: (row) => scored.reasons.get(row)?.[r] ?? null,
      }),
    ),
  ];
}

function partName({ kind, part }: Parts, row: number): string {
  const own = part[row]!;
  if (own < 0) return 'scored only';
  return kind === 'folds' ? `fold ${own + 1}` : partNames[own]!;
}

/** CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF, every text quoted, none that could run as a formula. */
export function scoresCsv(scores: FlatScores): Uint8Array {
  const columns = columnsOf(scores);
  const parts = [Buffer.from(`\uFEFF${columns.map(({ name }) => name).join(',')}\r\n`)];
  for (let first = 0; first < scores.rows.count; first += rowsAtOnce) {
    const lines: string[] = [];
    for (let row = first; row < Math.min(scores.rows.count, first + rowsAtOnce); row++) {
      lines.push(columns.map(({ at }) => cell(at(row))).join(','));
    }
    parts.push(Buffer.from(`${lines.join('\r\n')}\r\n`));
  }
  return Buffer.concat(parts);
}

function cell(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return `"${spreadsheetText(String(value)).replaceAll('"', '""')}"`;
}

/** The same, with every digit and texts as they are. */
export function scoresParquet(scores: FlatScores): Uint8Array {
  const rows = scores.rows.count;
  return writeParquet(
    columnsOf(scores).map(
      ({ name, type, at }): ParquetColumn => ({
        name,
        type,
        values: Array.from({ length: rows }, (_, row) => at(row)),
      }),
    ),
  );
}
