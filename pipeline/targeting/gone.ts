/** Why a customer counts as gone: for win-back, never for the list of those at risk. */
export type WhyGone = 'beyond_lookback' | 'above_gone_probability';

/**
 * Gone: not seen within the look-back, or so likely to leave (above `goneAbove`) that keeping comes too late. Null: can
 * still be kept.
 */
export function whyGone(active: boolean, churn: number, goneAbove: number): WhyGone | null {
  if (!active) return 'beyond_lookback';
  return churn > goneAbove ? 'above_gone_probability' : null;
}
