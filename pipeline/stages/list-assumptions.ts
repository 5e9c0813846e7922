import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { FillRequest } from '../targeting/fill-list.ts';
import type { RankThresholds } from '../targeting/rank.ts';

/** What the lists take for given, in words that a reader of the manifest can check. */
export function assumptionsOf(
  { config }: Run,
  { savePrior, ...thresholds }: RankThresholds,
  fills: readonly FillRequest[],
  { version, extrapolation }: ModelEntry,
): ListManifest['assumptions'] {
  const { churn, clv } = config;
  return {
    model: version,
    currency: config.business.currency,
    churnHorizonDays: churn.horizonDays,
    lookbackDays: churn.lookbackDays,
    clvHorizonDays: clv.horizonDays,
    discountRate: clv.discountRate,
    ...thresholds,
    savePrior: savePrior.map((point) => [...point]),
    ...(config.targeting.consent ? { consentAssumed: config.targeting.consent.assumed } : {}),
    savedShare: config.targeting.savedShare,
    plays: fills.flatMap(({ campaign, plays }) =>
      plays.map(({ name, channel, cost, guessed }) => ({
        campaign: campaign.name,
        name,
        channel,
        cost,
        guessed,
      })),
    ),
    extrapolationFactors: [...extrapolation.factors],
  };
}
