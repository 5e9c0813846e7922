import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { ratioAt } from '../../models/effects.ts';
import { normalReach } from '../../models/numerics.ts';
import { adjustedEffect, lessSlopes, twoDifferences } from './adjusted.ts';
import type { CampaignData } from './campaign-data.ts';
import { type Reading, safeReach } from './estimates.ts';
import { momentsOfFigures } from './linear-moments.ts';

/** Effect on those whom a contact reached (complier effect; Imbens and Angrist 1994); null where nothing tells, or all were. */
export function reachedOf({ arms, costs }: CampaignData, reading: Reading): EffectReport['reached'] {
  if (costs.from === 'plan') return null;
  const share = (arm: 'contact' | 'control') =>
    momentsOfFigures(arms[arm].moments, [{ reached: 1 }]).mean[0]!;
  const [contact, control] = [share('contact'), share('control')];
  if (!(contact > control) || (contact === 1 && control === 0)) return null;
  const { slopes } = adjustedEffect(arms, { capped: 1 }, reading.level);
  const { first, second, covariance } = twoDifferences(arms, [
    lessSlopes({ capped: 1 }, slopes),
    { reached: 1 },
  ]);
  const at = (reach: number, method: 'fieller' | Reading['safe']) => {
    const { interval } = ratioAt(
      {
        numerator: first.value,
        denominator: second.value,
        numeratorVariance: first.variance,
        denominatorVariance: second.variance,
        covariance,
      },
      reach,
    );
    return interval && { low: interval[0], high: interval[1], level: reading.level, method };
  };
  return {
    contact,
    control,
    effect: {
      value: first.value / second.value,
      standardError: null,
      interval: reading.holds ? at(normalReach(reading.level), 'fieller') : null,
      safe: reading.holds ? at(safeReach(reading), reading.safe) : null,
    },
  };
}
