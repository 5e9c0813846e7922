import type { FeatureTable, Prediction, RetentionModel } from '../../models/types.ts';
import { HoldfastError } from '../contracts/errors.ts';
import type { Feature } from '../contracts/feature.ts';
import type { ReasonLanguage } from './format-value.ts';
import { reasonsFor } from './reasons.ts';
import type { PredictedScores, Ranking, Reason, Scores } from './scores.ts';

/** n customers to score, in the order of the table's rows. */
export interface ScoringInput {
  readonly customerIds: readonly string[];
  /** 1 where the customer was seen within the look-back. */
  readonly active: Uint8Array;
  readonly table: FeatureTable;
}

export interface ScoringOptions {
  /** Factors from the observed days to the CLV horizon, and the frequency stratum of each row that picks one. */
  readonly extrapolate: { readonly factors: readonly number[]; readonly stratum: Uint8Array };
  /** Decides where customers stand and their priority (targeting/rank.ts). */
  readonly rank: (scores: PredictedScores) => Ranking;
  readonly explain: ExplainOptions;
}

export interface ExplainOptions {
  readonly features: readonly Feature[];
  readonly language: ReasonLanguage;
  /** The reporting currency. */
  readonly currency: string;
  /** So many candidates, the first by priority, get reasons. */
  readonly most: number;
}

/**
 * Scores customers with a model, ranks them and explains the first candidates.
 * @throws HoldfastError where the input's lengths differ or the model answers with something that is no probability.
 */
export function scoreTable(model: RetentionModel, input: ScoringInput, options: ScoringOptions): Scores {
  const predicted = predictScores(model, input, options.extrapolate);
  const ranking = options.rank(predicted);
  const rows = firstCandidates(ranking, predicted.customerIds, options.explain.most);
  const explained = explainRows(model, input.table, rows, options.explain);
  const reasons: (readonly Reason[] | null)[] = new Array(input.customerIds.length).fill(null);
  rows.forEach((row, i) => {
    reasons[row] = explained[i] ?? [];
  });
  return { ...predicted, standing: ranking.standing, priority: ranking.priority, reasons };
}

/** The model's predictions, extrapolated to the CLV horizon; churn is left out for customers beyond the look-back. */
export function predictScores(
  model: RetentionModel,
  { customerIds, active, table }: ScoringInput,
  extrapolate: ScoringOptions['extrapolate'],
): PredictedScores {
  const n = table.rowCount;
  if (customerIds.length !== n || active.length !== n || extrapolate.stratum.length !== n) {
    throw new HoldfastError(
      `Scoring: ${n} rows of features for ${customerIds.length} customers (${active.length} with activity, ${extrapolate.stratum.length} with a stratum)`,
    );
  }
  const prediction = model.predict(table);
  refuseImpossible(prediction);
  const factor = Float64Array.from(extrapolate.stratum, (stratum) => factorOf(extrapolate.factors, stratum));
  const whole = (observed: Float64Array) => observed.map((value, i) => value * factor[i]!);
  const whileActive = (values: Float64Array) =>
    values.map((value, i) => (active[i] === 1 ? value : Number.NaN));
  const clv = whole(prediction.value);
  const clvIfKept = whole(prediction.valueIfKept);
  const clvIfLost = whole(prediction.valueIfLost);
  const churn = whileActive(prediction.churn);
  return {
    customerIds,
    active,
    churn,
    churnLow: whileActive(prediction.churnLow),
    churnHigh: whileActive(prediction.churnHigh),
    clv,
    clvObserved: prediction.value,
    clvExtrapolated: clv.map((value, i) => value - prediction.value[i]!),
    clvP10: whole(prediction.valueP10),
    clvP50: whole(prediction.valueP50),
    clvP90: whole(prediction.valueP90),
    clvIfKept,
    clvIfLost,
    valueAtRisk: churn.map((chance, i) => chance * (clvIfKept[i]! - clvIfLost[i]!)),
  };
}

/** Reasons of the given rows, in their order. Costs more than scoring them. */
export function explainRows(
  model: RetentionModel,
  table: FeatureTable,
  rows: readonly number[],
  { features, language, currency }: Omit<ExplainOptions, 'most'>,
): Reason[][] {
  if (rows.length === 0) return [];
  return reasonsFor(model.explain(table, rows), table, rows, {
    features,
    usual: model.usual(),
    language,
    currency,
  });
}

function firstCandidates({ standing, priority }: Ranking, ids: readonly string[], most: number): number[] {
  return standing
    .flatMap((where, row) => (where === 'candidate' ? [row] : []))
    .sort((a, b) => priority[b]! - priority[a]! || (ids[a]! < ids[b]! ? -1 : 1))
    .slice(0, most);
}

function factorOf(factors: readonly number[], stratum: number): number {
  const factor = factors[stratum];
  if (factor === undefined)
    throw new HoldfastError(`Scoring: no extrapolation for frequency stratum ${stratum}`);
  return factor;
}

/** No list may ever hold a NaN: a model that answers with one is stopped here. */
function refuseImpossible(prediction: Prediction): void {
  const { churn, churnLow, churnHigh, ...money } = prediction;
  for (const [name, values] of Object.entries({ churn, churnLow, churnHigh })) {
    refuseWhere(name, values, (value) => !(value >= 0 && value <= 1));
  }
  for (const [name, values] of Object.entries(money)) {
    refuseWhere(name, values, (value) => !Number.isFinite(value));
  }
}

function refuseWhere(name: string, values: Float64Array, impossible: (value: number) => boolean): void {
  const row = values.findIndex(impossible);
  if (row < 0) return;
  throw new HoldfastError(
    `Scoring: the model answers ${values[row]} for ${name} (row ${row}). Train it again; if that does not help, please report it.`,
  );
}
