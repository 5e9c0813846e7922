import type { Draws } from '../random.ts';
import type { World } from '../world/world.ts';
import type { Pending } from './pending.ts';
import type { Traits } from './traits.ts';

/** What pushes satisfaction, grouped as the reasons of the product are. */
export const causes = ['delivery', 'errors', 'support', 'quality', 'price', 'contact'] as const;
export type Cause = (typeof causes)[number];

/** A customer on one day: all that decides the days to come, besides the draws. Plain, so that it can be copied. */
export interface Life {
  readonly traits: Traits;
  /** The day that is lived next. */
  day: number;
  /** In standard deviations of customers. */
  satisfaction: number;
  /** Hazard of leaving spent so far, and the amount at which the customer decides to leave. */
  spent: number;
  threshold: number;
  /** How often a decision to leave was drawn. */
  decisions: number;
  /** Day of the decision to leave, or -1. */
  decidedOn: number;
  /** First day without the customer; infinite while nothing is decided. */
  leavesOn: number;
  /** What being contacted does at the moment: times the hazard, until a day. */
  contactFactor: number;
  /** Times the orders, until the same day. */
  contactOrders: number;
  contactUntil: number;
  optedOutOn: number;
  /** Days of the messages of the last month. */
  messages: number[];
  lastOrder: number;
  orders: number;
  /** Amounts of all orders, in the reporting currency. */
  spend: number;
  lastTicket: number;
  openTickets: number;
  asked: number;
  /** Of a subscriber: the running term, or null; the last day paid for, once the end is known. */
  subscribed: boolean;
  term: Term | null;
  endedOn: number;
  pending: Pending[];
  /** What is left of each cause's pushes as of `pushedOn`. */
  pushes: Float64Array;
  pushedOn: number;
  /** Running numbers for ids of rows. */
  serials: Serials;
  /** The one strong cause at the decision to leave, where there was one: for the truth. */
  causeOfDecision: Cause | null;
}

/** A subscription on one plan. Never changed, so that copied lives may share it. */
export interface Term {
  /** Number of the plan, from small to big. */
  readonly plan: number;
  readonly months: number;
  readonly startedOn: number;
  readonly renewsOn: number;
  /** The price rise has reached this term. */
  readonly risen: boolean;
}

export interface Serials {
  event: number;
  journey: number;
  order: number;
  ticket: number;
  survey: number;
  touch: number;
}

/** Everything that a customer's day needs to know. */
export interface Setting {
  readonly world: World;
  readonly draws: Draws;
}

export function bornLife(traits: Traits, firstDay: number, threshold: number): Life {
  return {
    traits,
    day: firstDay,
    satisfaction: traits.level,
    spent: 0,
    threshold,
    decisions: 0,
    decidedOn: -1,
    leavesOn: Number.POSITIVE_INFINITY,
    contactFactor: 1,
    contactOrders: 1,
    contactUntil: -1,
    optedOutOn: Number.POSITIVE_INFINITY,
    messages: [],
    lastOrder: Number.NEGATIVE_INFINITY,
    orders: 0,
    spend: 0,
    lastTicket: Number.NEGATIVE_INFINITY,
    openTickets: 0,
    asked: Number.NEGATIVE_INFINITY,
    subscribed: false,
    term: null,
    endedOn: Number.POSITIVE_INFINITY,
    pending: [],
    pushes: new Float64Array(causes.length),
    pushedOn: firstDay,
    serials: { event: 0, journey: 0, order: 0, ticket: 0, survey: 0, touch: 0 },
    causeOfDecision: null,
  };
}

/** A life that can be lived on without touching the first. */
export function copyLife(life: Life): Life {
  return {
    ...life,
    messages: life.messages.slice(),
    pending: life.pending.slice(),
    pushes: life.pushes.slice(),
    serials: { ...life.serials },
  };
}

export const isHere = (life: Life, day: number): boolean => day < life.leavesOn;

/** 1 for a customer as usual, falling to 0 while fading out, 0 after leaving. */
export function activity(life: Life, day: number): number {
  if (life.decidedOn < 0) return 1;
  if (day >= life.leavesOn) return 0;
  return 1 - (day - life.decidedOn) / (life.leavesOn - life.decidedOn);
}
