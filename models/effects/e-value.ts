/**
 * How strong an unseen confounder would have to be, on the risk-ratio scale with both treatment and outcome, to explain
 * an effect away (VanderWeele and Ding 2017). Money goes by way of its standardised difference: RR = e^(.91 d).
 */
export interface EValue {
  readonly effect: number;
  /** Of the end of the interval nearer to no effect; 1 where the interval holds none. */
  readonly limit: number;
}

/**
 * The E-value of a difference of means: of the effect, and of the limit of its interval nearer to zero (see `EValue`).
 * @param effect estimate and interval, in the unit of the outcome
 * @param spread standard deviation of the outcome, in the same unit
 */
export function eValue(effect: { value: number; low: number; high: number }, spread: number): EValue {
  const near = effect.value >= 0 ? Math.max(0, effect.low) : Math.min(0, effect.high);
  return { effect: strengthOf(effect.value / spread), limit: strengthOf(near / spread) };
}

/**
 * Of a difference of shares: the risk ratio itself, against the share `without` the campaign. A share of nobody, or less, counts as
 * that of half a customer: no ratio is told from customers who are not there.
 * @param customers whose share it is
 */
export function eValueOfShares(
  effect: { value: number; low: number; high: number },
  without: number,
  customers: number,
): EValue {
  const near = effect.value >= 0 ? Math.max(0, effect.low) : Math.min(0, effect.high);
  const within = (share: number) => Math.min(1, Math.max(0.5 / customers, share));
  const ratio = (difference: number) => {
    const [a, b] = [within(without), within(without + difference)];
    return Math.max(a, b) / Math.min(a, b);
  };
  return { effect: ofRatio(ratio(effect.value)), limit: ofRatio(ratio(near)) };
}

const strengthOf = (standardised: number): number => ofRatio(Math.exp(0.91 * Math.abs(standardised)));

const ofRatio = (risk: number): number => risk + Math.sqrt(risk * (risk - 1));
