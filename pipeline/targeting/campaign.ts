import { type Campaign, type Drawing, globalControl, standingCampaign } from '../../contracts/campaign.ts';
import { firstDayOf, isPausedOn, lastDayOf, spanOf, waveOn } from '../../contracts/campaign-calendar.ts';
import type { DeclaredCampaign } from '../../contracts/config/campaigns.ts';
import type { Config } from '../../contracts/config/config.ts';
import { write } from '../reports/format.ts';

type Declared = Pick<Config, 'campaigns' | 'targeting' | 'churn'>;

/** The campaigns that make the lists of a date: the declared ones that run, in their order, else the standing one. */
export function campaignsOn(config: Declared, asOf: string): readonly Campaign[] {
  const running = config.campaigns.flatMap((declared) => {
    const wave = waveOn(declared, asOf);
    return wave === null ? [] : [campaignOf(declared, wave, config.targeting)];
  });
  return running.length > 0 ? running : [standingOf(config)];
}

/**
 * Says of campaigns that have begun and are not over why they make no list on a date, where the standing campaign makes it in
 * their place: whoever pauses a campaign may not expect it.
 */
export function standsInNotes({ campaigns }: Pick<Config, 'campaigns'>, asOf: string): string[] {
  if (campaigns.some((declared) => waveOn(declared, asOf) !== null)) return [];
  return campaigns
    .filter((declared) => firstDayOf(declared) <= asOf && asOf <= lastDayOf(declared))
    .map((declared) => {
      const why = isPausedOn(declared, asOf) ? 'is paused' : 'is between two waves';
      return `${declared.name} ${why} on ${write.day(asOf)}, and no other campaign makes a list: the standing campaign (${standingCampaign}) makes it, for everybody.`;
    });
}

const campaignOf = (
  { name, holdout, horizonDays, alongside, costPerOffer, acceptedShare, ...declared }: DeclaredCampaign,
  wave: number,
  { listSize, costPerContact }: Config['targeting'],
): Campaign => ({
  name,
  holdout,
  horizonDays,
  alongside,
  costPerOffer,
  acceptedShare,
  wave,
  waveSpan: spanOf({ ...declared, horizonDays }, wave),
  starts: firstDayOf({ ...declared, horizonDays }),
  ends: lastDayOf({ ...declared, horizonDays }),
  eligible: declared.eligible ?? null,
  plays: declared.plays ?? null,
  channels: declared.channels ?? null,
  listSize: declared.listSize ?? listSize,
  budget: declared.budget ?? null,
  costPerContact: declared.costPerContact ?? costPerContact ?? null,
});

const standingOf = ({ targeting, churn }: Declared): Campaign => ({
  name: standingCampaign,
  holdout: targeting.holdout,
  horizonDays: churn.horizonDays,
  alongside: [],
  costPerOffer: 0,
  acceptedShare: 1,
  wave: 1,
  waveSpan: null,
  starts: null,
  ends: null,
  eligible: null,
  plays: null,
  channels: null,
  listSize: targeting.listSize,
  budget: targeting.budget ?? null,
  costPerContact: targeting.costPerContact ?? null,
});

/** What draws the global control group; null where the config wants none. */
export const globalControlOf = ({
  targeting: { globalControl: wanted },
}: Pick<Config, 'targeting'>): Drawing | null =>
  wanted === undefined ? null : { name: globalControl, horizonDays: wanted.horizonDays, holdout: wanted };
