import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
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
  const standardError = Math.hypot(sum.standardError, modelError * predicted.value);
  const reach = sum.standardError === 0 ? 0 : (sum.high - sum.value) / sum.standardError;
  const value = observed.value + predicted.value;
  const together = {
    value,
    standardError,
    low: value - reach * standardError,
    high: value + reach * standardError,
  };
  return {
    observed: estimated(observed, 'cuped', reading),
    predicted: estimated(predicted, 'cuped', reading),
    predictedDays: days,
    together: estimated(together, 'observed-and-predicted', reading),
    modelError,
    mustBeFalse: predicted.value === 0 ? null : value / predicted.value,
    model,
  };
}
