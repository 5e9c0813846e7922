import { noChannel } from '../../contracts/config/plays.ts';
import type { PricedPlay } from './contact-cost.ts';
import { type ConsentLimits, type Consents, permissionBy } from './permission.ts';

/** Plays that leave alone, and those whose channel the customer has agreed to. */
export const permitted = (
  plays: readonly PricedPlay[],
  customer: Consents,
  limits: ConsentLimits,
): PricedPlay[] =>
  plays.filter(({ channel }) => channel === noChannel || 'ground' in permissionBy(channel, customer, limits));
