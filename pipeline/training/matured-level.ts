/** Values over the observed days of customers at one as-of date that the model's value did not learn from. */
export interface MaturedValues {
  readonly realised: Float64Array;
  readonly predicted: Float64Array;
}

/** How far a date's realised total lies from the predicted one. */
export interface MaturedLevel {
  /** Σ realised ÷ Σ predicted, drawn towards 1 by its standard error; 1 where nothing tells. */
  readonly level: number;
  /** The ratio itself; null where either total is not positive. */
  readonly measured: number | null;
}

/** Standard errors on either side of a 90% interval. */
const usual = 1.645;

/**
 * What a date a CLV horizon ago says of the level: its season, and a trend since the dates that the model learned from. The
 * logarithm is shrunk by 1 − (half of its 90% interval ÷ logarithm)², not below 0 (as James and Stein 1961 do): where the interval holds
 * 1 nothing is taken, nor where one customer brought more than half.
 */
export function maturedLevel({ realised, predicted }: MaturedValues): MaturedLevel {
  const known = Int32Array.from(realised.keys()).filter(
    (i) => !Number.isNaN(realised[i]!) && !Number.isNaN(predicted[i]!),
  );
  const total = (values: Float64Array) => known.reduce((sum, i) => sum + values[i]!, 0);
  const [came, expected] = [total(realised), total(predicted)];
  if (!(came > 0 && expected > 0)) return { level: 1, measured: null };
  const measured = came / expected;
  const largest = known.reduce((most, i) => Math.max(most, realised[i]!), 0);
  // one customer with most of it, such as by a mistyped amount, says nothing of the others
  if (largest > came / 2) return { level: 1, measured };
  const squares = known.reduce((sum, i) => sum + (realised[i]! - measured * predicted[i]!) ** 2, 0);
  const log = Math.log(measured);
  const trust = log === 0 ? 0 : Math.max(0, 1 - ((usual * Math.sqrt(squares)) / came / log) ** 2);
  return { level: Math.exp(trust * log), measured };
}
