import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { randomStream, shuffle } from '../../../models/numerics.ts';
import type { FeatureColumn, LearningSet } from '../../../models/types.ts';
import type { BenchData, Fold } from '../fold.ts';
import { sharedFile } from './shared-file.ts';
import { takeRows } from './take-rows.ts';

const splits = 5;
const numbers = ['tenure', 'MonthlyCharges', 'TotalCharges'];
const noFeatures = ['customerID', 'Churn'];

/** IBM's Telco sample: no dates in it, so rows are split at random, 64 : 16 : 20 within each outcome. */
export const telco: BenchData = {
  name: 'Telco',
  file: 'telco/Telco-Customer-Churn.csv',
  about:
    '7,043 customers × 19 features, no dates: five random splits (64% train, 16% later, 20% test, stratified by churn). The file has no value to learn, so only churn is fitted and judged.',
  hasValue: false,
  folds: async () => {
    const rows = readTelco();
    return Array.from({ length: splits }, (_, seed) => splitBy(rows, seed));
  },
};

function readTelco(): LearningSet {
  const text = readFileSync(sharedFile('telco/Telco-Customer-Churn.csv'));
  const records = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  const names = Object.keys(records[0]!).filter((name) => !noFeatures.includes(name));
  const cells = (name: string) => records.map((record) => record[name]!);
  const churned = Float64Array.from(cells('Churn'), (text) => (text === 'Yes' ? 1 : 0));
  return {
    table: {
      rowCount: records.length,
      columns: names.map((name) => (numbers.includes(name) ? numberOf : categoryOf)(name, cells(name))),
    },
    churned,
    value: churned.map(() => Number.NaN),
    customer: Int32Array.from(records.keys()),
    asOf: new Int32Array(records.length),
  };
}

/** A blank is not known. */
const numberOf = (name: string, cells: readonly string[]): FeatureColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(cells, (text) => (text.trim() === '' ? Number.NaN : Number(text))),
});

function categoryOf(name: string, cells: readonly string[]): FeatureColumn {
  const levels = [...new Set(cells)].sort();
  const codes = Int32Array.from(cells, (text) => levels.indexOf(text));
  return { kind: 'category', name, codes, levels };
}

function splitBy(rows: LearningSet, seed: number): Fold {
  const random = randomStream(seed, 'split of Telco');
  const parts: [number[], number[], number[]] = [[], [], []];
  for (const outcome of [0, 1]) {
    const own = Int32Array.from(rows.churned.keys()).filter((i) => rows.churned[i] === outcome);
    shuffle(own, random);
    own.forEach((row, at) => {
      const share = at / own.length;
      parts[share < 0.64 ? 0 : share < 0.8 ? 1 : 2].push(row);
    });
  }
  const [train, later, test] = parts.map((part) => takeRows(rows, Int32Array.from(part).sort()));
  return { name: `split-${seed}`, train: train!, later: later!, test: test!, rules: [] };
}
