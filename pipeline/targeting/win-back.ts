import { leaveAlone } from './beside/leave-alone.ts';
import { type LeftAlone, leftAlone } from './left-alone.ts';
import type { WhyGone } from './rank.ts';
import type { Selection } from './select-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import type { SuppressionLimits } from './suppress.ts';

/** gone = listed + suppressed + beyondListSize. */
export interface WinBackCounts {
  readonly gone: number;
  readonly suppressed: number;
  readonly listed: number;
  readonly beyondListSize: number;
}

export interface WinBack {
  readonly listed: readonly (SelectedCustomer & {
    readonly why_gone: WhyGone;
    readonly expected_return?: number;
  })[];
  readonly suppressed: LeftAlone;
  readonly counts: WinBackCounts;
}

export interface WinBackRequest {
  readonly asOf: string;
  readonly size: number;
  readonly limits: SuppressionLimits;
}

/** Customers already gone, by the chance that they come back times what they would be worth, or that worth alone; those to leave alone are kept apart. */
export function winBackList(
  { gone, goneBarred, standings }: Pick<Selection, 'gone' | 'goneBarred' | 'standings'>,
  request: WinBackRequest,
): WinBack {
  const { listed, suppressed: found } = leaveAlone(gone, request);
  const last = listed.length === request.size ? listed.at(-1)! : null;
  const suppressed = leftAlone(found, goneBarred, [last]);
  const all = standings.beyond_lookback + standings.above_gone_probability;
  return {
    listed: listed.map((customer) => ({
      ...customer,
      why_gone: customer.standing as WhyGone,
      ...(customer.return_chance === undefined ? {} : { expected_return: customer.priority }),
    })),
    suppressed,
    counts: {
      gone: all,
      suppressed: suppressed.length,
      listed: listed.length,
      beyondListSize: all - suppressed.length - listed.length,
    },
  };
}
