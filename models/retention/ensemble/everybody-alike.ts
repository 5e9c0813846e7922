import { logitOf } from '../../numerics/logit.ts';
import type { RetentionModel } from '../../types.ts';
import { modelOfEnsemble } from './model-of-ensemble.ts';
import { loadEnsemble } from './save-ensemble.ts';

/** What stands in the place of a model that tells nobody apart. */
export const everybodyAlike = 'everybody alike';

/**
 * A model that gives everybody the same probability of leaving, the share of those who left, with the interval of that share. What it
 * says of value stays. The backend must be ready.
 */
export function withEverybodyAlike(
  model: RetentionModel,
  { left, of }: { readonly left: number; readonly of: number },
): RetentionModel {
  const { manifest, ...parts } = loadEnsemble(model.save());
  const intercept = logitOf(left / of);
  const error = Math.sqrt(of / (left * (of - left)));
  const standIn = {
    ...manifest.standIn,
    churn: { name: everybodyAlike, rule: { kind: 'logistic', terms: [], intercept } },
  } as const;
  const adjustment = {
    ...manifest.adjustment,
    calibrator: { method: 'none' },
    churnSpread: { logits: [intercept], errors: [error] },
  } as const;
  const levels = manifest.levels && { ...manifest.levels, chance: null };
  return modelOfEnsemble({ ...parts, manifest: { ...manifest, standIn, adjustment, levels } });
}
