import type { Campaign } from '../../contracts/campaign.ts';
import { noChannel } from '../../contracts/config/plays.ts';
import type { PricedPlay } from './contact-cost.ts';

/**
 * Customers whom a campaign's budget draws at the most, by its cheapest contacts: those held out are planned for and take nothing
 * of it. Infinite where nothing limits them.
 */
export function mostDrawn(
  { budget, holdout }: Pick<Campaign, 'budget' | 'holdout'>,
  plays: readonly Pick<PricedPlay, 'channel' | 'cost' | 'minutes'>[],
): number {
  if (budget === null) return Number.POSITIVE_INFINITY;
  const { contacts = Infinity, money = Infinity, hours = Infinity, channels = {} } = budget;
  const contacting = plays.filter(({ channel }) => channel !== noChannel);
  const least = (of: (play: (typeof contacting)[number]) => number) => Math.min(...contacting.map(of));
  const used = [...new Set(contacting.map(({ channel }) => channel))];
  const byChannel = used.reduce((sum, channel) => sum + (channels[channel] ?? Infinity), 0);
  const most = Math.min(
    contacts,
    byChannel,
    over(
      money,
      least(({ cost }) => cost),
    ),
    over(
      60 * hours,
      least(({ minutes = 0 }) => minutes),
    ),
  );
  return Math.max(1, Math.floor(most / (1 - holdout.share) + 1e-9));
}

/** How often something can be taken; without end where it takes nothing. */
const over = (left: number, taken: number): number => (taken > 0 ? left / taken : Infinity);
