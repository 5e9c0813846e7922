import type { Business } from '../business.ts';
import { eventFeatures } from './events.ts';
import { momentOf, type Values } from './moment.ts';
import { knownOrders, orderFeatures } from './orders.ts';
import { profileFeatures, subscriptionFeatures, touchFeatures } from './relation.ts';
import { sentimentFeatures, supportFeatures, surveyFeatures, topsOf } from './service.ts';

export interface ReferenceRow {
  readonly customer: string;
  readonly values: Values;
}

/**
 * The matrix at an as-of date by plain loops over plain rows, customers by id: an independent computation that shares
 * nothing with the SQL but the meaning in the catalogue.
 */
export function referenceMatrix(business: Business, date: string, timeZone: string): ReferenceRow[] {
  const moment = momentOf(date, timeZone);
  const tops = topsOf(business.surveys, moment);
  return customersAt(business, date, timeZone).map((id) => {
    const of = ownRows(business, id);
    const orders = knownOrders(of.orders, moment);
    return {
      customer: id,
      values: {
        ...orderFeatures(of.orders, moment),
        ...eventFeatures(of.events, moment),
        ...supportFeatures(of.tickets, moment),
        ...surveyFeatures(of.surveys, moment, tops),
        ...sentimentFeatures(of, moment),
        ...touchFeatures(of.touches, orders, moment),
        ...subscriptionFeatures(of.subscriptions, moment),
        ...profileFeatures(of.customers[0]!, of.identities, moment),
      },
    };
  });
}

/** Customers who had joined and shown themselves, as far as was known. */
export function customersAt(business: Business, date: string, timeZone: string): string[] {
  const { at } = momentOf(date, timeZone);
  const facts = [
    ...business.orders.map((o) => ({ id: o.customer_id, at: o.ordered_at, known: o.known_at })),
    ...business.events.map((e) => ({ id: e.customer_id, at: e.happened_at, known: e.known_at })),
    ...business.subscriptions.map((t) => ({ id: t.customer_id, at: t.started_at, known: t.known_at })),
  ];
  const shown = new Set(facts.filter((fact) => fact.at < at && fact.known < at).map(({ id }) => id));
  return business.customers
    .filter((c) => c.joined_at < at && c.known_at < at && shown.has(c.customer_id))
    .map(({ customer_id }) => customer_id)
    .sort();
}

/** The rows of one customer. */
export function ownRows(business: Business, id: string): Business {
  const own = <T extends { customer_id: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.customer_id === id);
  return {
    customers: own(business.customers),
    orders: own(business.orders),
    events: own(business.events),
    tickets: own(business.tickets),
    surveys: own(business.surveys),
    reviews: business.reviews.filter((row) => row.customer_id === id),
    touches: own(business.touches),
    subscriptions: own(business.subscriptions),
    identities: own(business.identities),
    ...(business.moods ? { moods: business.moods } : {}),
  };
}
