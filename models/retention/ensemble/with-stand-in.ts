import type { FeatureTable } from '../../types.ts';
import { type CrossFitted, crossFit } from '../cross-fit.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import { type BlendedLater, laterBlender } from './blend-later.ts';
import type { TaughtOnce } from './first-fit.ts';
import { scoredBy } from './stand-in.ts';

/** Takes rules in the blend's place and learns calibration, level and intervals for their scores again. */
export function withStandIn(
  taught: TaughtOnce,
  tables: { readonly train: FeatureTable; readonly later: FeatureTable },
  standIn: StandIn,
  seed: number,
): TaughtOnce {
  if (standIn.churn === null && standIn.value === null) return taught;
  const blender = laterBlender(taught.blending);
  const score = (use: Uint8Array): BlendedLater => {
    const blended = blender(use);
    const { earlier } = blended;
    return {
      ...blended,
      asTheyAre: false,
      scores: scoredBy(standIn, tables.later, blended.scores),
      earlier: earlier && {
        ...earlier,
        scores: scoredBy(standIn, tables.train, earlier.scores, earlier.at),
      },
    };
  };
  const learned: CrossFitted<BlendedLater> = crossFit(taught.rows, score, seed);
  return { ...taught, learned, standIn };
}
