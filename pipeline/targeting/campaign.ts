import { addDays } from '../../contracts/business-day.ts';
import { type Campaign, standingCampaign } from '../../contracts/campaign.ts';
import type { Config } from '../../contracts/config/config.ts';

/** The campaign that makes the lists of a date: the declared one that runs, else the standing one. */
export function campaignOn(
  { campaigns, targeting, churn }: Pick<Config, 'campaigns' | 'targeting' | 'churn'>,
  asOf: string,
): Campaign {
  const running = campaigns.find(
    ({ starts, horizonDays }) => starts <= asOf && asOf < addDays(starts, horizonDays),
  );
  if (running !== undefined) return { ...running, costPerContact: running.costPerContact ?? null };
  return {
    name: standingCampaign,
    starts: null,
    horizonDays: churn.horizonDays,
    holdout: targeting.holdout,
    costPerContact: targeting.costPerContact ?? null,
  };
}
