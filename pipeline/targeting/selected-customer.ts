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

/** Reads a row of context.sql as the warehouse wrote it, the contacts of these campaigns asked for. */
export function selectedCustomer(
  row: Readonly<Record<string, Scalar>>,
  draws: readonly Draw[],
  campaigns: readonly string[],
): SelectedCustomer {
  return {
    ...row,
    touched_by: touchesOf(row, campaigns),
    reasons: null,
    draws,
  } as unknown as SelectedCustomer;
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
