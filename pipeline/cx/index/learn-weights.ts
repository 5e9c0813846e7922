import type { IndexPart, LearnedWeights } from '../../../contracts/artefacts/cx-index.ts';
import { fitRidge, fitRidgeAboveZero, type RidgeRows } from '../../../models/learn.ts';
import { normalReach } from '../../../models/numerics.ts';
import { auc } from '../../../models/quality.ts';
import { level } from '../estimate.ts';
import { type ScaledMetric, scoreOf } from './index-part.ts';
import type { Stayers } from './stayers.ts';

/** What was learned, or why nothing was. */
export type Learning =
  | { readonly parts: readonly IndexPart[]; readonly learned: LearnedWeights; readonly refused: null }
  | { readonly refused: string };

/** Fewer customers, fewer who leave or stay, or fewer of whom a part is known, teach nothing. */
const fewest = { customers: 500, ofEachKind: 50, ofPart: 100 } as const;
/** Parts of the customers that are held out in turn to tell how well staying is told. */
const folds = 5;

/**
 * Weights that are proportional to what a point of each part goes with in the chance to stay: ridge regression of staying on the
 * customer's own figures, beside how long ago and how often the customer was seen, and whether a part is known at all. A part whose
 * slope is below 0 gets none, and the others are fitted again.
 */
export function learnWeights(
  scaled: readonly ScaledMetric[],
  stayers: Stayers,
  { learnedOn, horizonDays }: { readonly learnedOn: string; readonly horizonDays: number },
): Learning {
  const { stayed, values } = stayers;
  const customers = stayed.length;
  const stays = stayed.reduce((sum, one) => sum + one, 0);
  const known = values.map((column) => column.filter((value) => !Number.isNaN(value)).length);
  const tooFew = scaled.flatMap(({ metric }, i) =>
    known[i]! < fewest.ofPart ? [`${metric.name} (${known[i]})`] : [],
  );
  if (customers < fewest.customers || Math.min(stays, customers - stays) < fewest.ofEachKind) {
    return {
      refused: `weights cannot be learned: ${customers} customers who could still leave on ${stayers.on}, of whom ${customers - stays} did; it takes ${fewest.customers}, and ${fewest.ofEachKind} of each kind`,
    };
  }
  if (tooFew.length > 0) {
    return {
      refused: `weights cannot be learned: too few customers have a figure of ${tooFew.join(', ')}; it takes ${fewest.ofPart}`,
    };
  }
  const scores = values.map((column, i) =>
    column.map((value) => (Number.isNaN(value) ? value : scoreOf(value, scaled[i]!))),
  );
  const rows = rowsOf(stayers, scores);
  const isPart = rows.columns.map((_, i) => i < scaled.length);
  const free = fitRidge(rows);
  const held = fitRidgeAboveZero(rows, isPart);
  const slopes = held.slopes.slice(0, scaled.length).map(({ slope }) => Math.max(0, slope));
  const sum = slopes.reduce((a, b) => a + b, 0);
  if (sum === 0) return { refused: 'weights cannot be learned: more of no part goes with staying' };
  const reach = normalReach(level);
  return {
    refused: null,
    parts: scaled.map(({ metric: { name: metric }, worst, best }, i) => ({
      metric,
      weight: slopes[i]! / sum,
      worst,
      best,
    })),
    learned: {
      on: learnedOn,
      customers,
      stayed: stays,
      horizonDays,
      penalty: held.penalty,
      auc: heldOutAuc(rows, isPart),
      aucWithout: heldOutAuc(
        { ...rows, columns: rows.columns.slice(scaled.length) },
        isPart.slice(scaled.length),
      ),
      slopes: scaled.map(({ metric: { name: metric } }, i) => {
        const { slope, error } = free.slopes[i]!;
        return {
          metric,
          customers: known[i]!,
          slope,
          low: slope - reach * error,
          high: slope + reach * error,
        };
      }),
    },
  };
}

/** Parts first, at their mean where they are not known; then what else tells of staying. */
function rowsOf({ stayed, recency, times }: Stayers, scores: readonly Float64Array[]): RidgeRows {
  const parts = scores.map((column) => {
    const known = column.filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    return column.map((value) => (Number.isNaN(value) ? mean : value));
  });
  const isKnown = scores.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : 1)));
  const behaviour = [recency.map((days) => Math.log1p(days)), times.map((n) => Math.log1p(n))];
  return { columns: [...parts, ...isKnown, ...behaviour], target: stayed };
}

/** Area under the ROC curve of customers held out in turn. */
function heldOutAuc({ columns, target }: RidgeRows, isPart: readonly boolean[]): number {
  const said = new Float64Array(target.length);
  for (let fold = 0; fold < folds; fold++) {
    const teaches = (_: number, i: number) => i % folds !== fold;
    const fit = fitRidgeAboveZero(
      { columns: columns.map((column) => column.filter(teaches)), target: target.filter(teaches) },
      isPart,
    );
    const mean = target.filter(teaches).reduce((sum, one) => sum + one, 0) / target.filter(teaches).length;
    const middles = columns.map((column) => {
      const taught = column.filter(teaches);
      return taught.reduce((sum, one) => sum + one, 0) / taught.length;
    });
    for (let i = fold; i < target.length; i += folds)
      said[i] = columns.reduce(
        (sum, column, j) => sum + fit.slopes[j]!.slope * (column[i]! - middles[j]!),
        mean,
      );
  }
  return auc(said, target);
}
