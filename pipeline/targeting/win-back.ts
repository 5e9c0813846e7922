import type { SuppressedCustomer } from './fill-list.ts';
import { noCampaign } from './lister.ts';
import type { WhyGone } from './rank.ts';
import type { Selection } from './select-customers.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import { type SuppressionLimits, suppress } from './suppress.ts';

/** gone = listed + suppressed + beyondListSize. */
export interface WinBackCounts {
  readonly gone: number;
  readonly suppressed: number;
  readonly listed: number;
  readonly beyondListSize: number;
}

export interface WinBack {
  readonly listed: readonly (SelectedCustomer & { readonly why_gone: WhyGone })[];
  readonly suppressed: readonly SuppressedCustomer[];
  readonly counts: WinBackCounts;
}

export interface WinBackRequest {
  readonly asOf: string;
  readonly size: number;
  readonly limits: SuppressionLimits;
}

/** Customers already gone, by what they would be worth if they came back; those to leave alone are kept apart. */
export function winBackList(
  { gone, standings }: Pick<Selection, 'gone' | 'standings'>,
  request: WinBackRequest,
): WinBack {
  const { listed, suppressed } = withinLimits(gone, request);
  const all = standings.beyond_lookback + standings.above_gone_probability;
  return {
    listed: listed.map((customer) => ({ ...customer, why_gone: customer.standing as WhyGone })),
    suppressed,
    counts: {
      gone: all,
      suppressed: suppressed.length,
      listed: listed.length,
      beyondListSize: all - suppressed.length - listed.length,
    },
  };
}

/** The first `size` whom no rule leaves alone, and those above the last place whom one does. */
function withinLimits(
  customers: readonly SelectedCustomer[],
  { asOf, size, limits }: WinBackRequest,
): { listed: SelectedCustomer[]; suppressed: SuppressedCustomer[] } {
  const listed: SelectedCustomer[] = [];
  const suppressed: SuppressedCustomer[] = [];
  for (const customer of [...customers].sort(byPriority)) {
    if (listed.length === size) break;
    const suppression = suppress(customer, noCampaign(customer, asOf), limits);
    if (suppression === null) listed.push(customer);
    else suppressed.push({ customer, suppression });
  }
  return { listed, suppressed };
}
