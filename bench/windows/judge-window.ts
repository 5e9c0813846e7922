import {
  applyRule,
  dateVariation,
  type Measured,
  measureQuality,
  type Quality,
} from '../../models/quality.ts';
import { ensembleManifest, fitEnsembleModel, fitSimpleRules, type Levels } from '../../models/retention.ts';
import type { LearningSet, Prediction, RetentionModel } from '../../models/types.ts';

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
  /** Customers held out of the window that taught the intervals: what is amiss there is no matter of dates. */
  readonly sameWindow: Coverage;
  /** Of the model as it was judged, and as published: fitted once more with the later rows. */
  readonly judged: AfterWindow;
  readonly published: AfterWindow;
  /** Which dates set the levels of the published one. */
  readonly levels: Levels | null;
}

/** What the window after brought to what had been said of it. */
export interface AfterWindow {
  /** Mean chance of leaving, less the share that left. */
  readonly chance: number;
  readonly calibrationError: number;
  /** Predicted over realised total. */
  readonly ratio: number;
  readonly coverage: Coverage;
}

/** Of the 80% intervals of value. */
export interface Coverage {
  readonly all: number;
  readonly tenths: readonly number[];
  /** Of the smallest tenth. */
  readonly rowsPerTenth: number;
}

/** Judges a model on one window, and sets every figure of its card beside that of the next. */
export async function judgeWindow({ train, later, test, columns }: WindowsRequest): Promise<JudgedWindow> {
  const plain = fitSimpleRules(train, columns).reverse();
  const between = dateVariation(
    train,
    later,
    plain.map((rule) => ({ train: applyRule(rule, train.table), later: applyRule(rule, later.table) })),
  );
  const { model, judged, later: predicted } = await fitEnsembleModel(train, later, { seed: 1, refit: true });
  const shared = { listShare: 0.1, seed: 1 };
  const own = measureQuality(later, predicted, [], shared);
  const wide = measureQuality(later, predicted, [], { ...shared, between });
  const after = (of: RetentionModel) => {
    const said = of.predict(test.table);
    return { said, quality: measureQuality(test, said, [], shared) };
  };
  const [next, again] = [after(judged), after(model)];
  return {
    figures: names.map(([name, of]) => ({
      name,
      byCustomer: of(own),
      forNextWindow: of(wide),
      next: of(next.quality).value,
    })),
    sameWindow: coverageOf(own),
    judged: afterWindow(test, next),
    published: afterWindow(test, again),
    levels: ensembleManifest(model.save()).levels,
  };
}

function afterWindow(
  { churned }: LearningSet,
  { said, quality }: { readonly said: Prediction; readonly quality: Quality },
): AfterWindow {
  const known = Int32Array.from(churned.keys()).filter((row) => !Number.isNaN(churned[row]!));
  const excess = known.reduce((sum, row) => sum + said.churn[row]! - churned[row]!, 0);
  return {
    chance: excess / known.length,
    calibrationError: quality.churn!.ece,
    ratio: quality.value!.totalRatio.value,
    coverage: coverageOf(quality),
  };
}

function coverageOf({ value }: Quality): Coverage {
  const { coverage80, deciles } = value!;
  return {
    all: coverage80.value,
    tenths: deciles.map(({ coverage80 }) => coverage80),
    rowsPerTenth: Math.min(...deciles.map(({ rows }) => rows)),
  };
}

const names: readonly (readonly [name: string, of: (quality: Quality) => Measured])[] = [
  ['AUC', ({ churn }) => churn!.auc],
  ['log loss', ({ churn }) => churn!.logLoss],
  ['top-decile lift', ({ churn }) => churn!.topDecileLift],
  ['normalised Gini', ({ value }) => value!.normalisedGini],
  ['predicted ÷ realised', ({ value }) => value!.totalRatio],
  ['decile error', ({ value }) => value!.decileError],
  ['80% intervals hold', ({ value }) => value!.coverage80],
];
