import { HoldfastError } from '../../contracts/errors.ts';
import type { Standing } from './rank.ts';

/**
 * From all customers to those contacted. Each number is customers, and the sums hold:
 * customers − goneBeyondLookback − goneAboveProbability − notAtRisk − notHighValue − beyondListSize − suppressed = listed;
 * listed − heldOut = contacted.
 */
export interface Funnel {
  readonly customers: number;
  readonly goneBeyondLookback: number;
  readonly goneAboveProbability: number;
  readonly notAtRisk: number;
  readonly notHighValue: number;
  readonly beyondListSize: number;
  readonly suppressed: number;
  readonly listed: number;
  readonly heldOut: number;
  readonly contacted: number;
}

/** @throws HoldfastError where more are listed or left alone than there are candidates. */
export function funnelOf(
  standings: Readonly<Record<Standing, number>>,
  { suppressed, listed, heldOut }: Pick<Funnel, 'suppressed' | 'listed' | 'heldOut'>,
): Funnel {
  const beyondListSize = standings.candidate - suppressed - listed;
  if (beyondListSize < 0 || heldOut > listed) {
    throw new HoldfastError(
      `The list does not add up: ${standings.candidate} candidates, but ${listed} listed, ${suppressed} left alone and ${heldOut} held out. Please report this.`,
    );
  }
  return {
    customers: Object.values(standings).reduce((sum, count) => sum + count, 0),
    goneBeyondLookback: standings.beyond_lookback,
    goneAboveProbability: standings.above_gone_probability,
    notAtRisk: standings.below_risk,
    notHighValue: standings.below_value,
    beyondListSize,
    suppressed,
    listed,
    heldOut,
    contacted: listed - heldOut,
  };
}
