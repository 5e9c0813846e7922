import type { WeightedFigures } from '../../../contracts/artefacts/survey-health.ts';
import { fitLinearLearned } from '../../../models/learn.ts';
import { studentQuantile } from '../../../models/numerics.ts';
import { aucOf, measured, rankingOf, resample } from '../../../models/quality.ts';
import type { FeatureTable } from '../../../models/types.ts';
import { full, level } from '../estimate.ts';
import type { Metric } from '../metric.ts';
import { type Asks, behaviourColumns } from './read-asks.ts';

/** Customers held out in turn. */
const folds = 4;
/** A draw of its own: the same asks give the same chances. */
const seed = 1;
const draws = 100;
/** Fewer asks, or fewer that were and were not answered, teach nothing. */
const fewest = { asks: 200, ofEachKind: 50 } as const;
/** No answer counts for more than so many usual ones. */
const mostWeight = 5;

/** Chance of each ask to be answered, by a logistic regression on the customers of the other parts; null with too few asks. */
export function chancesToAnswer(asks: Asks): Float64Array | null {
  const answered = asks.get('is_answered')!;
  const customer = Int32Array.from(asks.get('customer')!);
  const n = answered.length;
  const hits = answered.reduce((sum, one) => sum + one, 0);
  if (n < fewest.asks || Math.min(hits, n - hits) < fewest.ofEachKind) return null;
  const table = (rows: Int32Array): FeatureTable => ({
    rowCount: rows.length,
    columns: behaviourColumns.map((name) => {
      const column = asks.get(name)!;
      return { kind: 'number', name, values: Float64Array.from(rows, (i) => column[i]!) };
    }),
  });
  const chances = new Float64Array(n);
  for (let fold = 0; fold < folds; fold++) {
    const rows = (held: boolean) =>
      Int32Array.from(customer.keys()).filter((i) => (customer[i]! % folds === fold) === held);
    const taught = rows(false);
    const target = Float64Array.from(taught, (i) => answered[i]!);
    const own = Int32Array.from(taught, (i) => customer[i]!);
    const model = fitLinearLearned(
      { table: table(taught), target, customer: own },
      { loss: 'logistic', seed },
    );
    const judged = rows(true);
    const said = model.predict(table(judged));
    judged.forEach((i, at) => {
      chances[i] = said[at]!;
    });
  }
  return chances;
}

/** How well behaviour tells who answers, and figures of answers raw and weighted by one over the chance, side by side. */
export function weighAnswers(asks: Asks, chances: Float64Array, metrics: readonly Metric[]) {
  const answered = asks.get('is_answered')!;
  const customer = Int32Array.from(asks.get('customer')!);
  const rate = answered.reduce((sum, one) => sum + one, 0) / answered.length;
  const isAnswered = (_: number, i: number) => answered[i] === 1;
  const plain = chances.map((chance) => rate / Math.max(chance, 1e-6)).filter(isAnswered);
  const usual = plain.reduce((sum, weight) => sum + weight, 0) / plain.length;
  const weights = chances.map((chance) => Math.min(mostWeight * usual, rate / Math.max(chance, 1e-6)));
  const ranked = resample(customer, { auc: aucOf(rankingOf(chances), answered) }, { seed, draws, level });
  return {
    asks: answered.length,
    customers: new Set(customer).size,
    auc: measured(ranked, 'auc'),
    trimmed: plain.filter((weight) => weight > mostWeight * usual).length,
    largest: Math.max(...weights.filter(isAnswered)) / usual,
    figures: metrics.flatMap(({ name: metric, title, unit }, i): WeightedFigures[] => {
      const values = asks.get(`value_${i}`)!;
      const at = [...values.keys()].filter((row) => !Number.isNaN(values[row]!));
      const rows = { values, customer, at };
      if (new Set(at.map((row) => customer[row])).size < full) return [];
      return [
        {
          metric,
          title,
          unit,
          n: at.length,
          raw: meanBy(rows, () => 1),
          weighted: meanBy(rows, (row) => weights[row]!),
        },
      ];
    }),
  };
}

interface Rows {
  readonly values: Float64Array;
  readonly customer: Int32Array;
  readonly at: readonly number[];
}

/** A weighted mean, with the limits of a ratio of sums over customers (delta method, Cochran 1977; Student's t). */
function meanBy({ values, customer, at }: Rows, weight: (row: number) => number) {
  let [sum, weights] = [0, 0];
  for (const row of at) {
    sum += weight(row) * values[row]!;
    weights += weight(row);
  }
  const value = sum / weights;
  const off = new Map<number, number>();
  for (const row of at)
    off.set(customer[row]!, (off.get(customer[row]!) ?? 0) + weight(row) * (values[row]! - value));
  const squares = [...off.values()].reduce((all, one) => all + one * one, 0);
  const n = off.size;
  const reach = (studentQuantile((1 + level) / 2, n - 1) * Math.sqrt((squares * n) / (n - 1))) / weights;
  return { value, low: value - reach, high: value + reach };
}
