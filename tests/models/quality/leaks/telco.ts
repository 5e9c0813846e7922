import { readFileSync } from 'node:fs';
import { customerPart } from '../../../../models/numerics/random.ts';
import type { FeatureColumn, LearningSet } from '../../../../models/types.ts';
import { category, number } from '../../tables.ts';

const numbers = ['SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges'];

/** IBM's Telco table: columns as they are, and who left. */
export interface Telco {
  readonly columns: readonly FeatureColumn[];
  readonly left: Float64Array;
}

export function readTelco(path: string): Telco {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const columns = header!.split(',').map((name, c) => {
    const texts = rows.map((row) => row[c].trim());
    return numbers.includes(name)
      ? number(
          name,
          texts.map((text) => (text === '' ? Number.NaN : Number(text))),
        )
      : category(name, texts);
  });
  return {
    columns: columns.filter(({ name }) => name !== 'customerID' && name !== 'Churn'),
    left: Float64Array.from(rows, (row) => (row.at(-1) === 'Yes' ? 1 : 0)),
  };
}

/** Three rows in five to learn from, the others to judge by, drawn at random; with further columns on request. */
export function splitTelco({ columns, left }: Telco, ...more: FeatureColumn[]): [LearningSet, LearningSet] {
  const part = (taken: (fifth: number) => boolean): LearningSet => {
    const rows = Int32Array.from(left.keys()).filter((row) => taken(customerPart(row, 5, 1)));
    const names = new Set(more.map(({ name }) => name));
    const all = [...columns.filter(({ name }) => !names.has(name)), ...more];
    return {
      table: { rowCount: rows.length, columns: all.map((column) => take(column, rows)) },
      churned: Float64Array.from(rows, (row) => left[row]),
      value: new Float64Array(rows.length).fill(Number.NaN),
      customer: rows,
      asOf: new Int32Array(rows.length),
    };
  };
  return [part((fifth) => fifth < 3), part((fifth) => fifth >= 3)];
}

const take = (column: FeatureColumn, rows: Int32Array): FeatureColumn =>
  column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
    : { ...column, codes: rows.map((row) => column.codes[row]) };
