import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { combined, shareOfOne, wilson } from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import type { Reading } from './estimates.ts';
import { momentsOfFigures, type Weights } from './linear-moments.ts';
import { figures } from './read-sums.ts';

/** One arm as it is reported. */
export function armOf(
  data: CampaignData,
  arm: 'contact' | 'control',
  { level, holds }: Reading,
): EffectReport['arms'][number] {
  const { n, kept, moments } = data.arms[arm];
  const { drawn } = data.counts[arm];
  const told = data.costs.from === 'touches';
  const mean = (weights: Weights) => (n === 0 ? 0 : momentsOfFigures(moments, [weights]).mean[0]!);
  const share = n === 0 ? 0 : kept / n;
  const [low, high] = n === 0 ? [0, 1] : wilson({ kept, n }, level);
  return {
    arm,
    drawn,
    customers: n,
    kept,
    retention: {
      value: share,
      standardError: n === 0 ? null : Math.sqrt((share * (1 - share)) / n),
      interval: holds ? { low, high, level, method: 'wilson' } : null,
      safe: null,
    },
    margin: mean({ capped: 1 }),
    marginUncapped: mean({ earned: 1 }),
    deviation: n < 2 ? 0 : Math.sqrt(combined(momentsOfFigures(moments, [{ capped: 1 }]), [1]).variance),
    largestShare: largestShare(data, arm),
    reached: told ? Math.round(mean({ reached: 1 }) * n) : null,
    cost: mean({ cost: 1 }),
  };
}

/** Share of an arm's money that its customer of the largest gain or loss makes; null where there is none. */
export function largestShare({ arms, largest }: CampaignData, arm: 'contact' | 'control'): number | null {
  const { n, moments } = arms[arm];
  const most = largest[arm]?.[figures.indexOf('earned')];
  if (n === 0 || most === undefined) return null;
  return shareOfOne(most, momentsOfFigures(moments, [{ earned: 1 }]).mean[0]! * n);
}
