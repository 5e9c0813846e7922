import type { Budget } from './config/budget.ts';
import type { Who } from './config/plays.ts';

/** Contact, or held out so that the effect can be measured. */
export type Arm = 'contact' | 'control';

/** How customers are drawn into arms. */
export interface Holdout {
  /** Chance of being held out. */
  readonly share: number;
  /** Parts of equal size by value within which customers are drawn. */
  readonly strata: number;
  /** Parts of each of these by probability of leaving. */
  readonly riskStrata: number;
  readonly salt: string;
}

/** What arms are drawn for: whoever comes onto its lists is drawn once and keeps the arm while it binds. */
export interface Drawing {
  readonly name: string;
  /** An arm binds for so many days from its draw. */
  readonly horizonDays: number;
  readonly holdout: Holdout;
}

/**
 * A campaign as it stands on a date on which it makes a list. The standing campaign has no start and never ends; a customer
 * whose arm has run out is drawn again there, and nowhere else.
 */
export interface Campaign extends Drawing {
  /** First as-of date on which it makes lists; null: it always has. */
  readonly starts: string | null;
  /** Last as-of date on which it makes lists; null: it never ends. */
  readonly ends: string | null;
  /** Which of its waves makes the list; 1 where it has none. */
  readonly wave: number;
  /** First and last day of that wave; null: it never ends. */
  readonly waveSpan: { readonly starts: string; readonly ends: string } | null;
  /** Whom it may list; null: everybody. */
  readonly eligible: Who | null;
  /** Names of its plays, and its channels; null: all. */
  readonly plays: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly listSize: number;
  readonly budget: Budget | null;
  /** Campaigns whose contacted customers it may draw as well. */
  readonly alongside: readonly string[];
  /** Cost of a contact by a play that names none, reporting currency; null: the default of its channel. */
  readonly costPerContact: number | null;
  /** Cost of what is offered with a contact where it is accepted, and the share that accepts. */
  readonly costPerOffer: number;
  readonly acceptedShare: number;
}

/** The campaign of the lists of a date on which no declared campaign runs. */
export const standingCampaign = 'this-week';

/** Campaign under which `touches` say that an escalation was answered. It draws nobody. */
export const escalationCampaign = 'escalations';

/** Campaign under which `touches` say that a customer was told of a fix; their `play` names the problem. It draws nobody. */
export const fixedCampaign = 'fixed-problems';

/** Draws who of the promoters is invited to refer others; `touches` name it as well. It never ends. */
export const referralCampaign = 'referrals';

/** Draws the global control group, which no campaign contacts. It makes no lists. */
export const globalControl = 'global-control';
