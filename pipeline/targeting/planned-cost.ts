import type { Campaign } from '../../contracts/campaign.ts';
import type { PricedPlay } from './contact-cost.ts';

/** What a contact is planned to cost with its offer, which so many accept; null where no play is proposed. */
export const plannedCost = (
  play: Pick<PricedPlay, 'cost'> | null,
  { costPerOffer, acceptedShare }: Pick<Campaign, 'costPerOffer' | 'acceptedShare'>,
): number | null => (play === null ? null : play.cost + acceptedShare * costPerOffer);
