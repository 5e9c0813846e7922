import { randomStream } from '../../../models/numerics.ts';
import type { FeatureColumn, LearningSet } from '../../../models/types.ts';

const numbers = 52;
const categories = 8;
const levels = 12;
/** Share of a number's cells that are not known. */
const unknown = 0.05;

/**
 * Made customers with 60 features, for measuring time and memory: half of the features carry a part of two hidden moods that
 * decide who leaves and what the others bring; the rest is noise. About 30% leave.
 */
export function madeRows(rows: number, seed: number, asOf: number): LearningSet {
  const random = randomStream(seed, 'made rows');
  const [mood, means] = [normals(rows, random.normal), normals(rows, random.normal)];
  const churned = mood.map((m, i) => (random.uniform() < sigmoid(-1.1 + m - 0.4 * means[i]!) ? 1 : 0));
  const value = churned.map((left, i) =>
    random.uniform() < (left === 1 ? 0.1 : 0.9) ? Math.exp(4 + 0.8 * means[i]! + 0.6 * random.normal()) : 0,
  );
  const carried = (c: number) => (c % 2 === 0 ? (c % 4 === 0 ? mood : means) : null);
  const numberColumn = (c: number): FeatureColumn => {
    const of = carried(c);
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      const signal = of === null ? random.normal() : 0.5 * of[i]! + random.normal();
      values[i] = random.uniform() < unknown ? Number.NaN : Math.exp(signal);
    }
    return { kind: 'number', name: `number_${c}`, values };
  };
  const categoryColumn = (c: number): FeatureColumn => {
    const of = carried(c);
    const codes = new Int32Array(rows);
    for (let i = 0; i < rows; i++) {
      const signal = of === null ? random.normal() : 0.5 * of[i]! + random.normal();
      codes[i] = Math.max(0, Math.min(levels - 1, Math.round(levels / 2 + 2 * signal)));
    }
    const names = Array.from({ length: levels }, (_, level) => `level ${String.fromCharCode(97 + level)}`);
    return { kind: 'category', name: `category_${c}`, codes, levels: names };
  };
  const columns = [
    ...Array.from({ length: numbers }, (_, c) => numberColumn(c)),
    ...Array.from({ length: categories }, (_, c) => categoryColumn(c)),
  ];
  return {
    table: { rowCount: rows, columns },
    churned,
    value,
    customer: Int32Array.from({ length: rows }, (_, i) => i),
    asOf: new Int32Array(rows).fill(asOf),
  };
}

const normals = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
