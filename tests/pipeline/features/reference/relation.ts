import type { Customer, Link, Term, Touch } from '../business.ts';
import { best, daysBetween, daysSince, type Moment, present, ratio, sum, type Values } from './moment.ts';
import type { KnownOrder } from './orders.ts';

export function touchFeatures(
  touches: readonly Touch[],
  orders: readonly KnownOrder[],
  moment: Moment,
): Values {
  const known = touches.filter(
    (t) => t.arm === 'contact' && t.touched_at < moment.at && t.known_at < moment.at,
  );
  const delivered = known.filter((t) => t.delivered !== false);
  const n = (days: number) => delivered.filter((t) => t.touched_at >= moment.since(days)).length;
  const lastOrder = Math.max(...orders.map(({ at }) => at));
  const openable = delivered.filter(
    (t) => t.opened !== null && t.touched_at >= moment.since(365) && t.touched_at < moment.since(14),
  );
  const optOuts = present(known.map((t) => t.opted_out_at)).filter((at) => at < moment.at);
  return {
    touches_7d: n(7),
    touches_30d: n(30),
    touches_90d: n(90),
    touch_recency_days: daysSince(
      delivered.map((t) => t.touched_at),
      moment,
    ),
    touches_since_order: delivered.filter((t) => t.touched_at > lastOrder).length,
    touches_undelivered_90d: known.filter((t) => t.delivered === false && t.touched_at >= moment.since(90))
      .length,
    touches_opened_share_365d: ratio(
      openable.filter(({ opened }) => opened === true).length,
      openable.length,
    ),
    opted_out: optOuts.length > 0 ? 1 : 0,
    opted_out_days: daysSince(optOuts, moment),
  };
}

export function subscriptionFeatures(terms: readonly Term[], moment: Moment): Values {
  const known = terms
    .filter((t) => t.started_at < moment.at && t.known_at < moment.at)
    .map((term) => {
      const end = term.end_known_at !== null && term.end_known_at < moment.at ? term.ended_at : null;
      return { ...term, end, isRunning: end === null || end > moment.at };
    });
  const before = (term: Term) =>
    best(
      known.filter((t) => t.subscription_id === term.subscription_id && t.started_at < term.started_at),
      (a, b) => a.started_at > b.started_at,
    );
  const running = known.filter(({ isRunning }) => isRunning);
  const present_ = best(known, (a, b) => {
    if (a.isRunning !== b.isRunning) return a.isRunning;
    return (
      a.started_at > b.started_at || (a.started_at === b.started_at && a.subscription_id > b.subscription_id)
    );
  });
  const feeBefore = present_ === null ? 0 : (before(present_)?.monthly_amount ?? 0);
  const isNewPlan = (t: Term) => {
    const old = before(t)?.plan ?? null;
    return old !== null && t.plan !== null && old !== t.plan;
  };
  return {
    subscription_tenure_days:
      known.length === 0 ? null : daysBetween(Math.min(...known.map((t) => t.started_at)), moment.at),
    subscriptions_running: running.length,
    monthly_amount: sum(running.map((t) => t.monthly_amount)),
    monthly_margin: sum(running.map((t) => t.monthly_margin ?? t.monthly_amount)),
    term_days: present_?.isRunning ? daysBetween(present_.started_at, moment.at) : null,
    renewal_in_days: present_?.isRunning ? renewalIn(present_, moment) : null,
    period_months: present_?.period_months ?? null,
    plan_changes_365d: known.filter((t) => t.started_at >= moment.since(365) && isNewPlan(t)).length,
    fee_change: present_ === null || feeBefore === 0 ? null : present_.monthly_amount / feeBefore - 1,
    terms_ended: known.length - running.length,
    notice_given: running.some(({ end }) => end !== null) ? 1 : 0,
    plan: present_?.plan ?? null,
  };
}

/** Days until the first renewal after the moment: whole periods of calendar months from the term's first day. */
function renewalIn({ started_at, period_months }: Term, moment: Moment): number | null {
  if (period_months === null) return null;
  for (let n = 0; ; n++) {
    const renewal = addMonths(started_at, n * period_months);
    if (renewal > moment.at) return daysBetween(moment.at, renewal);
  }
}

/** Calendar months later in UTC; a day that the month lacks is its last. */
function addMonths(seconds: number, months: number): number {
  const date = new Date(seconds * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, length));
  return date.getTime() / 1000;
}

export const profileFeatures = (customer: Customer, links: readonly Link[], moment: Moment): Values => ({
  tenure_days: daysBetween(customer.joined_at, moment.at),
  segment: customer.segment,
  acquisition_channel: customer.acquisition_channel,
  country: customer.country,
  language: customer.language,
  other_ids: links.filter(({ known_at }) => known_at !== null && known_at < moment.at).length,
});
