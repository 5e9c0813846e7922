import type { Theme } from '../texts/phrases.ts';
import type { Traits } from './traits.ts';

/**
 * What happens, as the business sees it. Instants are UTC seconds, money is in the reporting currency, serial numbers
 * count within the customer. A recorder makes rows of facts, or only counts them.
 */
export interface Recorder {
  event(traits: Traits, fact: EventFact): void;
  order(traits: Traits, fact: OrderFact): void;
  refund(traits: Traits, fact: RefundFact): void;
  ticket(traits: Traits, fact: TicketFact): void;
  survey(traits: Traits, fact: SurveyFact): void;
  touch(traits: Traits, fact: TouchFact): void;
  subscription(traits: Traits, fact: SubscriptionFact): void;
}

export interface EventFact {
  readonly serial: number;
  readonly at: number;
  readonly kind: 'view' | 'feature' | 'error' | 'step';
  readonly name: string;
  readonly journey: string | null;
  /** Number of the attempt at the journey. */
  readonly attempt: number;
  readonly outcome: 'done' | 'completed' | 'failed' | null;
  readonly channel: string;
}

export interface Line {
  readonly number: number;
  readonly amount: number;
  readonly margin: number;
  readonly quantity: number;
  readonly product: number;
  readonly category: string;
}

export interface OrderFact {
  readonly serial: number;
  readonly at: number;
  readonly lines: readonly Line[];
  readonly channel: string;
  readonly carrier: string;
  readonly payment: string;
  /** Null while the parcel is under way. */
  readonly late: boolean | null;
}

/** A line comes back: amounts are those of the line, positive. */
export interface RefundFact {
  readonly order: number;
  readonly at: number;
  readonly line: Line;
  readonly channel: string;
}

export const ticketReasons = [
  'delivery',
  'payment',
  'quality',
  'refund',
  'question',
  'account',
  'price',
] as const;
export type TicketReason = (typeof ticketReasons)[number];

export interface TicketFact {
  readonly serial: number;
  readonly openedAt: number;
  readonly respondedAt: number | null;
  readonly resolvedAt: number | null;
  readonly reopenedAt: number | null;
  readonly contacts: number;
  readonly transfers: number;
  readonly reason: TicketReason;
  readonly channel: string;
  /** Mood of the customer's words, −1 to 1. */
  readonly feeling: number;
}

export interface SurveyFact {
  readonly serial: number;
  readonly invitedAt: number;
  readonly answeredAt: number | null;
  readonly kind: 'nps' | 'csat' | 'ces';
  readonly score: number | null;
  readonly scaleMax: number;
  readonly relation: 'relational' | 'transactional';
  readonly journey: string;
  readonly channel: string;
  /** What the comment is about, or null where the customer wrote none. */
  readonly theme: Theme | null;
  readonly feeling: number;
}

export interface TouchFact {
  readonly serial: number;
  readonly at: number;
  readonly campaign: string;
  readonly arm: 'contact' | 'control';
  readonly play: string;
  readonly channel: string;
  readonly cost: number;
  readonly delivered: boolean;
  readonly opened: boolean;
  readonly optedOutAt: number | null;
}

export interface SubscriptionFact {
  readonly serial: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly endKnownAt: number | null;
  readonly plan: string;
  readonly monthly: number;
  readonly margin: number;
  readonly months: number;
}

const nothing = () => undefined;

/** Records nothing; the base of recorders that look for one thing. */
export const silentRecorder: Recorder = {
  event: nothing,
  order: nothing,
  refund: nothing,
  ticket: nothing,
  survey: nothing,
  touch: nothing,
  subscription: nothing,
};
