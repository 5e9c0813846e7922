import { HoldfastError } from '../../contracts/errors.ts';
import type { FeatureTable, Prediction, RetentionModel } from '../../models/types.ts';
import type { Scores } from './scores.ts';

/** n customers to score, in the order of the table's rows. */
export interface ScoringInput {
  readonly customerIds: readonly string[];
  /** 1 where the customer was seen within the look-back. */
  readonly active: Uint8Array;
  readonly table: FeatureTable;
}

/** Factors from the observed days to the CLV horizon, and the frequency stratum of each row that picks one. */
export interface Extrapolate {
  readonly factors: readonly number[];
  readonly stratum: Uint8Array;
}

/**
 * The model's predictions, extrapolated to the CLV horizon; churn is left out for customers beyond the look-back.
 * @throws HoldfastError where the input's lengths differ or the model answers with something that is no probability.
 */
export function scoreCustomers(
  model: RetentionModel,
  { customerIds, active, table }: ScoringInput,
  extrapolate: Extrapolate,
): Scores {
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

function factorOf(factors: readonly number[], stratum: number): number {
  const factor = factors[stratum];
  if (factor === undefined)
    throw new HoldfastError(`Scoring: no extrapolation for frequency stratum ${stratum}`);
  return factor;
}

/** No list may ever hold a NaN: a model that answers with one is stopped here. */
function refuseImpossible(prediction: Prediction): void {
  const { churn, churnLow, churnHigh, valueZero, ...money } = prediction;
  for (const [name, values] of Object.entries({ churn, churnLow, churnHigh, valueZero })) {
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
