import { HoldfastError } from '../../contracts/errors.ts';
import type { Standing } from './rank.ts';

/**
 * From all customers to those contacted. Each number is customers, and the sums hold: customers less every number down to
 * noPlay = listed; listed − heldOut = contacted.
 */
export interface Funnel {
  readonly customers: number;
  readonly goneBeyondLookback: number;
  readonly goneAboveProbability: number;
  readonly nothingAtRisk: number;
  readonly notAtRisk: number;
  readonly notHighValue: number;
  readonly notWorthContact: number;
  readonly notEligible: number;
  readonly beyondListSize: number;
  readonly suppressed: number;
  readonly leftAlone: number;
  readonly noPlay: number;
  readonly listed: number;
  readonly heldOut: number;
  readonly contacted: number;
}

export type FilledCounts = Pick<
  Funnel,
  'notEligible' | 'suppressed' | 'leftAlone' | 'noPlay' | 'notWorthContact' | 'listed' | 'heldOut'
>;

/** @throws HoldfastError where more are listed or left alone than there are candidates. */
export function funnelOf(standings: Readonly<Record<Standing, number>>, filled: FilledCounts): Funnel {
  const { notEligible, suppressed, leftAlone, noPlay, notWorthContact, listed, heldOut } = filled;
  const lost = notEligible + suppressed + leftAlone + noPlay + notWorthContact;
  const beyondListSize = standings.candidate - lost - listed;
  if (beyondListSize < 0 || heldOut > listed) {
    throw new HoldfastError(
      `The list does not add up: ${standings.candidate} candidates, but ${listed} listed, ${lost} suppressed and ${heldOut} held out. Please report this.`,
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
    notEligible,
    beyondListSize,
    suppressed,
    leftAlone,
    noPlay,
    listed,
    heldOut,
    contacted: listed - heldOut,
  };
}
