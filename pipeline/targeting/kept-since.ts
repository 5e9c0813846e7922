import { type Campaign, globalControl, referralCampaign } from '../../contracts/campaign.ts';
import { listerOf } from './lister.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { type SuppressionLimits, suppress } from './suppress.ts';

interface Filling {
  readonly campaign: Campaign;
  readonly asOf: string;
  readonly limits: SuppressionLimits;
}

/**
 * Whom another campaign has drawn for a list of this very date. Who chooses looked at them before passing them over, and so
 * looks at them again when the list is made again after the draws, but does not list them.
 */
export const isElsewhere = (customer: SelectedCustomer, request: Filling): boolean =>
  isKeptSince(customer, request, (name) => name !== request.campaign.name && name !== globalControl);

/**
 * Whom invitations have drawn for this very date, or the global control group. Lists are drawn before invitations: made again
 * after a kill, they find these customers where they stood then, without listing them.
 */
export const isInvited = (customer: SelectedCustomer, request: Filling): boolean =>
  isKeptSince(customer, request, (name) => name === referralCampaign || name === globalControl);

/** Whether a draw of this very date by one of some campaigns keeps the customer from the list, and nothing else does. */
function isKeptSince(
  customer: SelectedCustomer,
  { campaign, asOf, limits }: Filling,
  by: (campaign: string) => boolean,
): boolean {
  const { ledger, wave } = listerOf(customer, campaign, asOf);
  const draw = ledger.keptBy;
  if (draw === null || draw.as_of !== asOf || !by(draw.campaign)) return false;
  return suppress(customer, { ledger: { keptBy: null }, wave }, limits) === null;
}
