import type { Campaign } from '../../contracts/campaign.ts';
import { ledgerState } from './ledger-state.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import type { Lister } from './suppress.ts';

/** What a campaign's list of a date has to do with a customer. */
export function listerOf(customer: Pick<SelectedCustomer, 'draws'>, campaign: Campaign, asOf: string) {
  const { name, waveSpan, ends: last } = campaign;
  const wave = waveSpan === null ? null : { campaign: name, ...waveSpan, last: last ?? waveSpan.ends };
  return { ledger: ledgerState(customer.draws, campaign, asOf), wave };
}

/** The same of a list that draws nobody. */
export const noCampaign = (customer: Pick<SelectedCustomer, 'draws'>, asOf: string): Lister => ({
  ledger: ledgerState(customer.draws, null, asOf),
  wave: null,
});
