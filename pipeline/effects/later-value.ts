import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { Effect } from '../../models/effects.ts';
import { adjustedEffect } from './adjusted.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading } from './estimates.ts';

/** Predicted totals miss the realised ones by so much: what earlier predictions showed. */
const modelError = 0.1;

/**
 * Value from the draw to the as-of date, and what the model expects after it, kept apart; together they carry the model's
 * error as well. A model that never saw treated customers misses purchases that were pulled forward.
 */
export function laterValue(
  { arms }: CampaignData,
  reading: Reading,
  { model, days }: { model: string; days: number },
): EffectReport['value'] {
  const { level } = reading;
  const observed = adjustedEffect(arms, { to_date: 1 }, level);
  const predicted = adjustedEffect(arms, { predicted: 1 }, level);
  const sum = adjustedEffect(arms, { to_date: 1, predicted: 1 }, level);
  return {
    observed: estimated(observed, 'cuped', reading),
    predicted: estimated(predicted, 'cuped', reading),
    predictedDays: days,
    together: estimated(withModelError(sum, predicted.value), 'observed-and-predicted', reading),
    modelError,
    mustBeFalse: predicted.value === 0 ? null : sum.value / predicted.value,
    model,
  };
}

/** An effect of observed and predicted value together, whose interval allows for totals of the model that are off. */
export function withModelError(
  { value, standardError: own, high }: Pick<Effect, 'value' | 'standardError' | 'high'>,
  predicted: number,
): Omit<Effect, 'degrees'> {
  const standardError = Math.hypot(own, modelError * predicted);
  const reach = own === 0 ? 0 : (high - value) / own;
  return {
    value,
    standardError,
    low: value - reach * standardError,
    high: value + reach * standardError,
  };
}
