import { addDays } from '../../contracts/business-day.ts';
import {
  type Arm,
  type Campaign,
  type Drawing,
  globalControl,
  referralCampaign,
  standingCampaign,
} from '../../contracts/campaign.ts';

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
  /** Chance with which the customer was drawn for exploration; left out: listed by rank. */
  readonly explored?: number | null;
  readonly run: string;
  /** Number of the ledger's file that holds it. */
  readonly draw: number;
  /** Name of the play that the list proposed; null or left out: none. */
  readonly play?: string | null;
}

/** What the ledger says of a customer, for a list of a campaign on an as-of date. */
export interface LedgerState {
  /** The campaign's arm that binds, where it lets the customer onto the list; null: to be drawn if listed. */
  readonly drawn: Draw | null;
  /** The draw that keeps the customer off this list: a contact would spoil the comparison that it was made for. */
  readonly keptBy: Draw | null;
  /** Term of the next draw. */
  readonly nextTerm: number;
}

export const neverDrawn: LedgerState = { drawn: null, keptBy: null, nextTerm: 1 };

/** The campaign that makes the list, as far as the ledger is concerned. */
export type Lister = Drawing & Partial<Pick<Campaign, 'alongside'>>;

/**
 * Reads a customer's draws for a list of a campaign at a date. A customer held out on that very date is on the list, in
 * the held-out arm; one held out on another date is left alone while the arm binds, whatever campaign makes the list, and
 * so is one whom another campaign contacts, since only that campaign's contacted would be contacted again.
 * Dates may be listed in any order: an arm that a later date has drawn within the horizon is kept too.
 * @param lister null: a list that draws nobody, such as that of customers to win back: nobody whom a comparison has drawn
 *   belongs on it, since those held out do not
 */
export function ledgerState(draws: readonly Draw[], lister: Lister | null, asOf: string): LedgerState {
  if (draws.length === 0) return neverDrawn;
  if (lister === null)
    return {
      ...neverDrawn,
      keptBy: longest(draws.filter((draw) => keepsFrom(draw, null) && binds(draw, asOf))),
    };
  const own = draws.filter((draw) => draw.campaign === lister.name);
  const kept = keptArm(own, lister, asOf);
  const isHere = kept === null || kept.arm === 'contact' || kept.as_of === asOf;
  const until = kept === null ? addDays(asOf, lister.horizonDays) : addDays(asOf, 1);
  const keeping = draws.filter(
    (draw) => keepsFrom(draw, lister) && draw.as_of < until && asOf < draw.arm_until,
  );
  return {
    drawn: isHere ? kept : null,
    keptBy: longest(keeping.filter((draw) => draw.campaign !== lister.name)) ?? (isHere ? null : kept),
    nextTerm: own.length + 1,
  };
}

/** The draw that binds longest; of several such the first in the ledger. */
const longest = (draws: readonly Draw[]): Draw | null =>
  [...draws].sort((a, b) =>
    a.arm_until > b.arm_until ? -1 : a.arm_until < b.arm_until ? 1 : a.draw - b.draw,
  )[0] ?? null;

/** Whether a contact from another list would spoil what a draw is for, where both are at the same time. */
export function keepsFrom({ arm, campaign, share }: Draw, lister: Lister | null): boolean {
  if (campaign === lister?.name) return false;
  if (arm === 'control') return true;
  const comparesNothing = share === 0 || campaign === globalControl;
  return !comparesNothing && !(lister?.alongside ?? []).includes(campaign);
}

/** The campaign's draw that decides the customer's arm on a date; the earliest of those that could. */
function keptArm(own: readonly Draw[], { name, horizonDays }: Drawing, asOf: string): Draw | null {
  const inTerm = (draw: Draw) => !isRenewed(name) || binds(draw, asOf) || isAhead(draw, asOf, horizonDays);
  return [...own].sort((a, b) => (a.as_of < b.as_of ? -1 : 1)).find(inTerm) ?? null;
}

/** A customer whose arm has run out is drawn again by what never ends, and by nothing else. */
const isRenewed = (name: string): boolean =>
  [standingCampaign, globalControl, referralCampaign].includes(name);

const binds = (draw: Draw, asOf: string): boolean => draw.as_of <= asOf && asOf < draw.arm_until;

/** Drawn later, but before an arm drawn now would have run out. */
const isAhead = (draw: Draw, asOf: string, horizonDays: number): boolean =>
  asOf < draw.as_of && draw.as_of < addDays(asOf, horizonDays);
