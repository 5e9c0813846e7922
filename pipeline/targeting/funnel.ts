import { HoldfastError } from '../../contracts/errors.ts';
import type { Standing } from './rank.ts';

/**
 * From all customers to those contacted. Each number is customers, and the sums hold: customers less every number down to
 * leftAlone = listed; listed − heldOut = contacted.
 */
export interface Funnel {
  readonly customers: number;
  readonly goneBeyondLookback: number;
  readonly goneAboveProbability: number;
  readonly nothingAtRisk: number;
  readonly notAtRisk: number;
  readonly notHighValue: number;
  readonly notWorthContact: number;
  readonly beyondListSize: number;
  readonly suppressed: number;
  readonly leftAlone: number;
  readonly listed: number;
  readonly heldOut: number;
  readonly contacted: number;
}

export type FilledCounts = Pick<
  Funnel,
  'suppressed' | 'leftAlone' | 'notWorthContact' | 'listed' | 'heldOut'
>;

/** @throws HoldfastError where more are listed or left alone than there are candidates. */
export function funnelOf(standings: Readonly<Record<Standing, number>>, filled: FilledCounts): Funnel {
  const { suppressed, leftAlone, notWorthContact, listed, heldOut } = filled;
  const beyondListSize = standings.candidate - suppressed - leftAlone - notWorthContact - listed;
  if (beyondListSize < 0 || heldOut > listed) {
    throw new HoldfastError(
      `The list does not add up: ${standings.candidate} candidates, but ${listed} listed, ${suppressed + leftAlone} left alone, ${notWorthContact} not worth a contact and ${heldOut} held out. Please report this.`,
    );
  }
  return {
    customers: Object.values(standings).reduce((sum, count) => sum + count, 0),
    goneBeyondLookback: standings.beyond_lookback,
    goneAboveProbability: standings.above_gone_probability,
    nothingAtRisk: standings.nothing_at_risk,
    notAtRisk: standings.below_risk,
    notHighValue: standings.below_value,
    notWorthContact: standings.not_worth_contact + notWorthContact,
    beyondListSize,
    suppressed,
    leftAlone,
    listed,
    heldOut,
    contacted: listed - heldOut,
  };
}
