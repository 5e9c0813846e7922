import type { Cohort } from './read-cohorts.ts';
import type { CampaignDays } from './read-days.ts';
import type { BothArms } from './read-sums.ts';
import type { Window } from './windows.ts';

/** Counts of what the ledger and touches say of an arm. */
export interface ArmCounts {
  readonly drawn: number;
  /** Followed for the window, outcomes known or not. */
  readonly followed: number;
  readonly compared: number;
  readonly contacts: number;
  /** Contacts whose cost is not known. */
  readonly uncosted: number;
  /** Customers of whom touches say that they were held out. */
  readonly toldControl: number;
  /** Customers whose escalated complaint was answered. */
  readonly escalated: number;
  readonly unscored: number;
  readonly capped: number;
}

/** What speaks for or against the records of a campaign. */
export interface RecordFaults {
  readonly inBoth: number;
  readonly changed: number;
  /** Shares with which customers were to be held out, and the mean over all drawn; null: nothing says. */
  readonly shares: number;
  readonly heldOut: number | null;
}

export interface CostLine {
  readonly channel: string | null;
  readonly play: string | null;
  readonly contacts: number;
  readonly total: number;
}

/** The customer of the largest gain or loss of an arm, as values of the figures. */
export type Largest = Readonly<Record<'contact' | 'control', readonly number[] | null>>;

/** All that the warehouse says of one campaign. */
export interface CampaignData {
  readonly window: Window;
  readonly arms: BothArms;
  readonly counts: Readonly<Record<'contact' | 'control', ArmCounts>>;
  readonly faults: RecordFaults;
  readonly strata: readonly BothArms[];
  readonly groups: readonly { readonly by: string; readonly value: string; readonly arms: BothArms }[];
  /** In the order of time. */
  readonly cohorts: readonly Cohort[];
  readonly days: CampaignDays;
  readonly cap: number | null;
  readonly costs: { readonly from: 'touches' | 'plan'; readonly lines: readonly CostLine[] };
  readonly largest: Largest;
  /** Least and most that a customer of an arm brought; null where it has none. */
  readonly ends: Readonly<
    Record<'contact' | 'control', { readonly least: number; readonly most: number } | null>
  >;
  readonly plays: readonly string[];
  readonly channels: readonly string[];
}
