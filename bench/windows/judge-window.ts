import {
  applyRule,
  dateVariation,
  type Measured,
  measureQuality,
  type Quality,
} from '../../models/quality.ts';
import { fitEnsembleModel, fitSimpleRules } from '../../models/retention.ts';
import type { LearningSet } from '../../models/types.ts';

/** A figure of a card, and what it came to in the window after. */
export interface WindowFigure {
  readonly name: string;
  readonly byCustomer: Measured;
  readonly forNextWindow: Measured;
  readonly next: number;
}

export interface WindowsRequest {
  readonly train: LearningSet;
  readonly later: LearningSet;
  /** The window after the one that judges: nothing learns from it. */
  readonly test: LearningSet;
  readonly columns: Parameters<typeof fitSimpleRules>[1];
}

export interface JudgedWindow {
  readonly figures: readonly WindowFigure[];
  /** Of the 80% intervals of value, in the window after. */
  readonly coverage: {
    readonly all: number;
    readonly tenths: readonly number[];
    /** Of the smallest tenth. */
    readonly rowsPerTenth: number;
  };
}

/** Judges a model on one window, and sets every figure of its card beside that of the next. */
export async function judgeWindow({ train, later, test, columns }: WindowsRequest): Promise<JudgedWindow> {
  const plain = fitSimpleRules(train, columns).reverse();
  const between = dateVariation(
    train,
    later,
    plain.map((rule) => ({ train: applyRule(rule, train.table), later: applyRule(rule, later.table) })),
  );
  const { judged, later: predicted } = await fitEnsembleModel(train, later, { seed: 1 });
  const shared = { listShare: 0.1, seed: 1 };
  const own = measureQuality(later, predicted, [], shared);
  const wide = measureQuality(later, predicted, [], { ...shared, between });
  const next = measureQuality(test, judged.predict(test.table), [], shared);
  return {
    figures: names.map(([name, of]) => ({
      name,
      byCustomer: of(own),
      forNextWindow: of(wide),
      next: of(next).value,
    })),
    coverage: {
      all: next.value!.coverage80.value,
      tenths: next.value!.deciles.map(({ coverage80 }) => coverage80),
      rowsPerTenth: Math.min(...next.value!.deciles.map(({ rows }) => rows)),
    },
  };
}

const names: readonly (readonly [name: string, of: (quality: Quality) => Measured])[] = [
  ['AUC', ({ churn }) => churn!.auc],
  ['log loss', ({ churn }) => churn!.logLoss],
  ['lift of the top tenth', ({ churn }) => churn!.topDecileLift],
  ['normalised Gini', ({ value }) => value!.normalisedGini],
  ['predicted ÷ realised', ({ value }) => value!.totalRatio],
  ['decile error', ({ value }) => value!.decileError],
];
