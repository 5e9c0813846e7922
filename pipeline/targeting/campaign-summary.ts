import type { Arm, Campaign, Drawing } from '../../contracts/campaign.ts';
import { type CampaignCounts, countsOf } from './ledger.ts';

/** How many were drawn so far, and how many of them are held out. */
interface Drawn {
  readonly drawn: number;
  readonly heldOut: number;
}

/** A campaign that made a list: whom it drew so far, and who is held out. */
export interface CampaignSummary extends Pick<Campaign, 'name' | 'starts' | 'wave' | 'horizonDays'>, Drawn {
  /** Chance of being held out. */
  readonly share: number;
  /** Of this list's customers. */
  readonly strata: readonly { readonly stratum: number; readonly listed: number; readonly heldOut: number }[];
  /** Share of the listed that the model expects to stay over the churn horizon: 1 − mean P(churn); null where nobody is listed. */
  readonly stayingByModel: number | null;
}

export interface GlobalControlSummary extends Drawn {
  readonly share: number;
}

interface ListedInArm {
  readonly arm: Arm;
  readonly stratum: number;
  readonly churn: number | null;
}

/** Sums up a campaign from those that it lists and what it drew in all. */
export function summariseCampaign(
  campaign: Campaign,
  listed: readonly ListedInArm[],
  counts: CampaignCounts,
): CampaignSummary {
  const churn = listed.reduce((sum, customer) => sum + customer.churn!, 0);
  const { drawn, heldOut } = drawnBy(campaign, counts);
  return {
    name: campaign.name,
    starts: campaign.starts,
    wave: campaign.wave,
    horizonDays: campaign.horizonDays,
    share: campaign.holdout.share,
    drawn,
    heldOut,
    strata: strataOf(listed),
    stayingByModel: listed.length === 0 ? null : 1 - churn / listed.length,
  };
}

export const summariseGlobal = (drawing: Drawing, counts: CampaignCounts): GlobalControlSummary => ({
  share: drawing.holdout.share,
  ...drawnBy(drawing, counts),
});

function drawnBy(campaign: Drawing, counts: CampaignCounts): Drawn {
  const strata = [...countsOf(counts, campaign).values()];
  return {
    drawn: strata.reduce((sum, stratum) => sum + stratum.drawn, 0),
    heldOut: strata.reduce((sum, stratum) => sum + stratum.heldOut, 0),
  };
}

function strataOf(listed: readonly ListedInArm[]): CampaignSummary['strata'] {
  const strata = new Map<number, { stratum: number; listed: number; heldOut: number }>();
  for (const { stratum, arm } of listed) {
    const sums = strata.get(stratum) ?? { stratum, listed: 0, heldOut: 0 };
    sums.listed += 1;
    sums.heldOut += arm === 'control' ? 1 : 0;
    strata.set(stratum, sums);
  }
  return [...strata.values()].sort((a, b) => a.stratum - b.stratum);
}
