import type { Scalar } from '../../contracts/ports/warehouse.ts';
import type { Reason } from '../scoring/scores.ts';
import { touchesOf } from './context.ts';
import type { Draw } from './ledger-state.ts';
import type { Standing } from './rank.ts';
import type { ContactState } from './suppress.ts';

/**
 * One row of context.sql: scores, contact state and what is known of the customer. Money in the reporting currency;
 * churn and value at risk are null for customers beyond the look-back.
 */
export interface SelectedCustomer extends ContactState {
  readonly customer_id: string;
  readonly standing: Standing;
  readonly priority: number;
  readonly name: string | null;
  readonly segment: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly external_id: string | null;
  readonly time_zone: string | null;
  readonly churn: number | null;
  readonly churn_low: number | null;
  readonly churn_high: number | null;
  readonly clv: number;
  readonly clv_p10: number;
  readonly clv_p50: number;
  readonly clv_p90: number;
  readonly clv_if_kept: number;
  readonly clv_if_lost: number;
  readonly value_at_risk: number | null;
  /** Null until explained: only those who make it onto the list are. */
  readonly reasons: readonly Reason[] | null;
  readonly last_nps: number | null;
  readonly last_csat: number | null;
  readonly last_ces: number | null;
  readonly sentiment: string | null;
  readonly open_tickets: number;
  readonly open_ticket_days: number | null;
  readonly last_order_days: number | null;
  readonly past_margin_365d: number | null;
  /**
   * Where gains are learned: what can be saved by value at risk, and beside it the gain by each play (`gain_0` …).
   */
  readonly savable?: number;
  /** Chance that a customer who is gone comes back; left out where it is not known. */
  readonly return_chance?: number;
  /** Every draw of the customer that the ledger holds. */
  readonly draws: readonly Draw[];
}

interface Asked {
  readonly draws: readonly Draw[];
  /** Campaigns whose contacts were asked for. */
  readonly campaigns: readonly string[];
  /** Further columns of the scores that were asked for. */
  readonly learned: readonly string[];
}

/**
 * Reads a row of context.sql as the warehouse wrote it. Every customer is written out the same way: an object that is filled
 * column by column takes three times the memory, and there are as many as a list has to look at.
 */
export function selectedCustomer(
  cell: (column: string) => Scalar,
  { draws, campaigns, learned }: Asked,
): SelectedCustomer {
  const text = (column: string) => cell(column) as string | null;
  const number = (column: string) => cell(column) as number | null;
  const flag = (column: string) => cell(column) as boolean | null;
  const customer = {
    customer_id: String(cell('customer_id')),
    standing: text('standing') as Standing,
    priority: number('priority')!,
    name: text('name'),
    segment: text('segment'),
    country: text('country'),
    language: text('language'),
    email: text('email'),
    phone: text('phone'),
    external_id: text('external_id'),
    time_zone: text('time_zone'),
    churn: number('churn'),
    churn_low: number('churn_low'),
    churn_high: number('churn_high'),
    clv: number('clv')!,
    clv_p10: number('clv_p10')!,
    clv_p50: number('clv_p50')!,
    clv_p90: number('clv_p90')!,
    clv_if_kept: number('clv_if_kept')!,
    clv_if_lost: number('clv_if_lost')!,
    value_at_risk: number('value_at_risk'),
    consent: flag('consent'),
    email_consent: flag('email_consent'),
    sms_consent: flag('sms_consent'),
    phone_consent: flag('phone_consent'),
    push_consent: flag('push_consent'),
    post_consent: flag('post_consent'),
    email_refused: flag('email_refused')!,
    phone_refused: flag('phone_refused')!,
    has_email: flag('has_email')!,
    has_phone: flag('has_phone')!,
    opted_out_at: number('opted_out_at'),
    escalated_at: number('escalated_at'),
    escalation_ages_at: number('escalation_ages_at'),
    last_touch_at: number('last_touch_at'),
    last_touch_days: number('last_touch_days'),
    touches_90d: number('touches_90d')!,
    limiting_touch_at: number('limiting_touch_at'),
    complained_at: number('complained_at'),
    complained_days: number('complained_days'),
    last_nps: number('last_nps'),
    last_csat: number('last_csat'),
    last_ces: number('last_ces'),
    sentiment: text('sentiment'),
    open_tickets: number('open_tickets')!,
    open_ticket_days: number('open_ticket_days'),
    last_order_days: number('last_order_days'),
    past_margin_365d: number('past_margin_365d'),
    touched_by: touchesOf(cell, campaigns),
    reasons: null,
    draws,
  } satisfies SelectedCustomer;
  return learned.length === 0
    ? customer
    : Object.assign(customer, Object.fromEntries(learned.map((name) => [name, cell(name)])));
}

/** Higher priority first, then by id. */
export function byPriority(
  a: Pick<SelectedCustomer, 'priority' | 'customer_id'>,
  b: Pick<SelectedCustomer, 'priority' | 'customer_id'>,
): number {
  return (
    b.priority - a.priority || (a.customer_id < b.customer_id ? -1 : a.customer_id > b.customer_id ? 1 : 0)
  );
}
