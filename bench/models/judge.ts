import {
  aucOf,
  averagePrecisionOf,
  decileErrorOf,
  liftOf,
  logLosses,
  type Measured,
  measured,
  measuredDifference,
  normalisedGiniOf,
  rankingOf,
  resample,
  spearmanOf,
  totalRatioOf,
  valuesAt,
  type WeightedMetric,
  weightedMean,
} from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';

/** Test rows of one origin or split, and what each contestant says of them: null where it says nothing. */
export interface JudgedFold {
  readonly test: LearningSet;
  readonly said: Readonly<Record<string, Float64Array | null>>;
}

/** Of one contestant: each figure is the mean over the folds; differences are ours − theirs, paired. */
export type Figures<Name extends string> = Readonly<
  Record<Name, { readonly own: Measured; readonly difference: Measured }>
>;

export const churnFigures = ['auc', 'logLoss', 'averagePrecision', 'topDecileLift'] as const;
export const valueFigures = ['gini', 'spearman', 'decileError', 'totalRatio'] as const;
export type ChurnFigure = (typeof churnFigures)[number];
export type ValueFigure = (typeof valueFigures)[number];

const draws = 200;

/** @param ours the contestant that the others are compared with */
export function judgeChurn(folds: readonly JudgedFold[], ours: string) {
  return judge<ChurnFigure>({ folds, ours, figures: churnFigures, task: 'churned' }, (score, outcome) => {
    const ranking = rankingOf(score);
    return {
      auc: aucOf(ranking, outcome),
      logLoss: weightedMean(logLosses(score, outcome)),
      averagePrecision: averagePrecisionOf(ranking, outcome),
      topDecileLift: liftOf(ranking, outcome, 0.1),
    };
  });
}

export function judgeValue(folds: readonly JudgedFold[], ours: string) {
  return judge<ValueFigure>({ folds, ours, figures: valueFigures, task: 'value' }, (score, outcome) => {
    const [ranking, own] = [rankingOf(score), rankingOf(outcome)];
    return {
      gini: normalisedGiniOf(ranking, own, outcome),
      spearman: spearmanOf(ranking, own),
      decileError: decileErrorOf(ranking.order, score, outcome),
      totalRatio: totalRatioOf(score, outcome),
    };
  });
}

type Metrics<Name extends string> = Readonly<Record<Name, WeightedMetric>>;

interface Judging<Name extends string> {
  readonly folds: readonly JudgedFold[];
  readonly ours: string;
  readonly figures: readonly Name[];
  readonly task: 'churned' | 'value';
}

function judge<Name extends string>(
  { folds, ours, figures, task }: Judging<Name>,
  metricsOf: (score: Float64Array, outcome: Float64Array) => Metrics<Name>,
): Map<string, Figures<Name>> {
  const contestants = Object.keys(folds[0]!.said).filter((name) => folds[0]!.said[name] !== null);
  const parts = folds.map(({ test, said }) => {
    const known = contestants.map((name) => said[name]!);
    const rows = Int32Array.from(test[task].keys()).filter(
      (row) => !Number.isNaN(test[task][row]) && known.every((values) => !Number.isNaN(values[row])),
    );
    const outcome = valuesAt(test[task], rows);
    const metrics = contestants.map((name) => metricsOf(valuesAt(said[name]!, rows), outcome));
    return { customer: rows.map((row) => test.customer[row]!), metrics };
  });
  const key = (name: string, figure: Name) => `${name}: ${figure}`;
  const metrics = Object.fromEntries(
    contestants.flatMap((name, c) =>
      figures.map((figure) => [
        key(name, figure),
        meanOverFolds(parts, ({ metrics }) => metrics[c]![figure]),
      ]),
    ),
  );
  const customer = Int32Array.from(parts.flatMap((part) => Array.from(part.customer)));
  const drawn = resample(customer, metrics, { seed: 1, draws });
  const figuresOf = (name: string) =>
    Object.fromEntries(
      figures.map((figure) => [
        figure,
        {
          own: measured(drawn, key(name, figure)),
          difference: measuredDifference(drawn, key(ours, figure), key(name, figure)),
        },
      ]),
    ) as Figures<Name>;
  return new Map(contestants.map((name) => [name, figuresOf(name)]));
}

/** The mean of a metric over the folds; one draw of customers serves all of them. */
function meanOverFolds<Part extends { readonly customer: Int32Array }>(
  parts: readonly Part[],
  metric: (part: Part) => WeightedMetric,
): WeightedMetric {
  return (weight) => {
    let from = 0;
    let sum = 0;
    for (const part of parts) {
      const rows = part.customer.length;
      sum += metric(part)(weight.subarray(from, from + rows));
      from += rows;
    }
    return sum / parts.length;
  };
}
