import { addDays } from '../../contracts/business-day.ts';
import { type Arm, type Campaign, standingCampaign } from '../../contracts/campaign.ts';

/** A draw as the ledger holds it. Days as `YYYY-MM-DD`. */
export interface Draw {
  readonly customer_id: string;
  readonly campaign: string;
  /** 1: the campaign's first draw of the customer. */
  readonly term: number;
  readonly as_of: string;
  /** The first day on which the arm no longer binds. */
  readonly arm_until: string;
  readonly arm: Arm;
  readonly stratum: number;
  readonly share: number;
  readonly run: string;
  /** Number of the ledger's file that holds it. */
  readonly draw: number;
}

/** What the ledger says of a customer on an as-of date. */
export interface LedgerState {
  /** The campaign's arm that binds, where it lets the customer onto the list; null: to be drawn if listed. */
  readonly drawn: Draw | null;
  /** The draw, of whatever campaign, that holds the customer out of this list. */
  readonly heldOut: Draw | null;
  /** Term of the next draw. */
  readonly nextTerm: number;
}

export const neverDrawn: LedgerState = { drawn: null, heldOut: null, nextTerm: 1 };

/**
 * Reads a customer's draws for a list of a campaign at a date. A customer held out on that very date is on the list, in
 * the held-out arm; one held out on another date is left alone while the arm binds, whatever campaign makes the list.
 * Dates may be listed in any order: an arm that a later date has drawn within the horizon is kept too.
 */
export function ledgerState(draws: readonly Draw[], campaign: Campaign, asOf: string): LedgerState {
  if (draws.length === 0) return neverDrawn;
  const own = draws.filter((draw) => draw.campaign === campaign.name);
  const kept = keptArm(own, campaign, asOf);
  const isHere = kept === null || kept.arm === 'contact' || kept.as_of === asOf;
  return {
    drawn: isHere ? kept : null,
    heldOut: elsewhereHeldOut(draws, campaign, asOf) ?? (isHere ? null : kept),
    nextTerm: own.length + 1,
  };
}

/** The draw that holds the customer out longest, of those made for another date or campaign. */
function elsewhereHeldOut(draws: readonly Draw[], { name }: Campaign, asOf: string): Draw | null {
  const binding = draws.filter(
    (draw) => draw.arm === 'control' && (draw.as_of !== asOf || draw.campaign !== name) && binds(draw, asOf),
  );
  return [...binding].sort((a, b) => (a.arm_until > b.arm_until ? -1 : 1))[0] ?? null;
}

/** The campaign's draw that decides the customer's arm on a date; the earliest of those that could. */
function keptArm(own: readonly Draw[], { name, horizonDays }: Campaign, asOf: string): Draw | null {
  const inTerm = (draw: Draw) =>
    name !== standingCampaign || binds(draw, asOf) || isAhead(draw, asOf, horizonDays);
  return [...own].sort((a, b) => (a.as_of < b.as_of ? -1 : 1)).find(inTerm) ?? null;
}

const binds = (draw: Draw, asOf: string): boolean => draw.as_of <= asOf && asOf < draw.arm_until;

/** Drawn later, but before an arm drawn now would have run out. */
const isAhead = (draw: Draw, asOf: string, horizonDays: number): boolean =>
  asOf < draw.as_of && draw.as_of < addDays(asOf, horizonDays);
