import type { Line, TicketFact, TicketReason } from './facts.ts';

/** What is under way and happens on a later day. Never changed, so that copied lives may share it. */
export type Pending = { readonly day: number } & (
  | { readonly kind: 'delivered'; readonly parcel: Parcel }
  | { readonly kind: 'refunded'; readonly parcel: Parcel; readonly line: Line }
  | { readonly kind: 'trouble'; readonly reason: TicketReason }
  | { readonly kind: 'resolved'; readonly ticket: TicketFact; readonly course: TicketCourse }
  | { readonly kind: 'reopened'; readonly ticket: TicketFact; readonly course: TicketCourse }
  | { readonly kind: 'invited'; readonly occasion: SurveyOccasion; readonly experience: number }
  | { readonly kind: 'answered'; readonly invitation: Invitation }
  | { readonly kind: 'renewal' }
);

export interface Parcel {
  /** Looks up the order's random numbers. */
  readonly key: number;
  readonly order: number;
  readonly late: boolean;
  readonly lines: readonly Line[];
  readonly channel: string;
}

/** What is still to come of a support case if the customer stays. */
export interface TicketCourse {
  /** Looks up the case's random numbers. */
  readonly key: number;
  /** Day and instants of a reopening, or null. */
  readonly again: { readonly day: number; readonly at: number; readonly resolvedAt: number } | null;
  readonly hours: number;
}

/** What a survey asks about. */
export type SurveyOccasion = 'delivery' | 'support' | 'relationship' | 'service';

export interface Invitation {
  readonly serial: number;
  readonly occasion: SurveyOccasion;
  readonly kind: 'nps' | 'csat' | 'ces';
  readonly invitedAt: number;
  /** How the asked-about contact went, in standard deviations of satisfaction. */
  readonly experience: number;
}

/** Whoever has things under way, in the order of days. */
interface Waiting {
  readonly pending: Pending[];
}

/** Puts something among what is under way, in the order of days; equal days keep the order in which they came. */
export function later(life: Waiting, what: Pending): void {
  let at = life.pending.length;
  while (at > 0 && life.pending[at - 1]!.day > what.day) at--;
  life.pending.splice(at, 0, what);
}

/** Takes out the next thing that is due by a day. */
export function due(life: Waiting, day: number): Pending | undefined {
  return life.pending.length > 0 && life.pending[0]!.day <= day ? life.pending.shift() : undefined;
}
