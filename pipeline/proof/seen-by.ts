import type { Looks, Past, Seen } from '../../contracts/artefacts/proof.ts';
import { costOfLooks, fewestCustomers, smallestSeen } from '../../models/effects.ts';

/** A comparison before it is made. */
export interface Comparison {
  readonly share: number;
  readonly looks: Looks;
  /** Share expected to stay without contact; null where it is not known. */
  readonly retained: number | null;
  readonly past: Past | null;
}

/** The smallest effect that so many customers show, a share of them held out, with 80% power at 5%. */
export const seenBy = (customers: number, comparison: Comparison): Seen =>
  seenIn(customers, Math.round(customers * comparison.share), comparison);

/** The same of arms as they were drawn. */
export function seenIn(customers: number, heldOut: number, { looks, retained, past }: Comparison): Seen {
  const arms = { treated: customers - heldOut, control: heldOut };
  const smallest = (spread: number, correlation = 0): number | null =>
    arms.treated === 0 || arms.control === 0
      ? null
      : costOfLooks[looks] * smallestSeen({ ...arms, spread, correlation });
  return {
    customers,
    heldOut,
    points: retained === null ? null : smallest(Math.sqrt(retained * (1 - retained))),
    money: past && smallest(past.spread, past.correlation ?? 0),
    unadjusted: past && smallest(past.spread),
  };
}

/** Whether arms are large enough for an interval. */
export const hasInterval = ({ customers, heldOut }: Seen): boolean =>
  Math.min(heldOut, customers - heldOut) >= fewestCustomers;

/** Whether an effect of that size shows; what is not known, or none, shows nothing. */
export const shows = (seen: Seen, of: 'points' | 'money', effect: number | null): boolean => {
  const smallest = seen[of];
  return hasInterval(seen) && smallest !== null && effect !== null && effect > 0 && smallest <= effect;
};
