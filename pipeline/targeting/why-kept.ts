import { type Campaign, globalControl } from '../../contracts/campaign.ts';
import type { Draw } from './ledger-state.ts';

/** What an arm means for other campaigns, as the ledger says it. */
export function whyKept(
  { campaign, arm, share, arm_until: until }: Draw,
  { alongside }: Pick<Campaign, 'alongside'>,
): string {
  if (campaign === globalControl)
    return arm === 'control'
      ? `No campaign contacts until ${until}: in the global control group, so that the effect of all can be measured`
      : 'Any campaign may contact: not in the global control group';
  if (arm === 'control')
    return `No campaign contacts until ${until}: held out, so that the effect of ${campaign} can be measured`;
  if (share === 0)
    return `Any campaign may contact: ${campaign} holds nobody out, so there is no comparison to protect`;
  const beside = alongside.length === 0 ? '' : `; ${campaign} may draw alongside ${alongside.join(', ')}`;
  return `No other campaign contacts until ${until}, unless it is declared alongside ${campaign}: customers held out from ${campaign} are not contacted by others either${beside}`;
}
