import { type RandomStream, randomStream } from '../../../models/numerics.ts';
import type { Business, ReadMood } from './business.ts';
import type { Moment } from './reference/moment.ts';

const day = 86_400;

/** The business as it was known at the moment: what had not happened, or not arrived, is not there. */
export function withoutFuture(business: Business, moment: Moment): Business {
  const { at } = moment;
  const by = <T>(time: number | null, value: T | null): T | null =>
    time !== null && time < at ? value : null;
  const was = (time: number, known: number) => time < at && known < at;
  const known: Business = {
    customers: business.customers
      .filter((c) => was(c.joined_at, c.known_at))
      .map((c) => ({ ...c, opted_out_at: by(c.opted_out_at ?? null, c.opted_out_at ?? null) })),
    orders: business.orders
      .filter((o) => was(o.ordered_at, o.known_at))
      .map((o) => ({
        ...o,
        delivered_late: isSettled(o.ordered_at, o.known_at, moment) ? o.delivered_late : null,
      })),
    events: business.events.filter((e) => was(e.happened_at, e.known_at)),
    tickets: business.tickets
      .filter((t) => was(t.opened_at, t.known_at))
      .map((t) => {
        const resolved_at = by(t.resolved_at, t.resolved_at);
        const reopened_at = by(t.reopened_at, t.reopened_at);
        const isClosed = resolved_at !== null && !(reopened_at !== null && reopened_at > resolved_at);
        return {
          ...t,
          resolved_at,
          reopened_at,
          first_response_at: by(t.first_response_at, t.first_response_at),
          contacts: isClosed ? t.contacts : null,
          transfers: isClosed ? t.transfers : null,
        };
      }),
    surveys: business.surveys
      .filter((v) => was(v.invited_at, v.known_at))
      .map((v) => ({
        ...v,
        answered_at: by(v.answered_at, v.answered_at),
        score: by(v.answered_at, v.score),
        sentiment: by(v.answered_at, v.sentiment),
      })),
    reviews: business.reviews.filter((r) => was(r.written_at, r.known_at)),
    touches: business.touches
      .filter((t) => was(t.touched_at, t.known_at))
      .map((t) => ({
        ...t,
        opened: t.touched_at < moment.since(14) ? t.opened : null,
        opted_out_at: by(t.opted_out_at, t.opted_out_at),
      })),
    subscriptions: business.subscriptions
      .filter((t) => was(t.started_at, t.known_at))
      .map((t) => ({
        ...t,
        ended_at: by(t.end_known_at, t.ended_at),
        end_known_at: by(t.end_known_at, t.end_known_at),
      })),
    identities: business.identities.filter((link) => by(link.known_at, link) !== null),
  };
  const heard = heardIn(known);
  return withMoods(
    known,
    business.moods?.filter((mood) => heard.has(wordsOf(mood))),
  );
}

/** A business without a table of moods stays one. */
const withMoods = (business: Business, moods: Business['moods']): Business =>
  moods === undefined ? business : { ...business, moods };

const wordsOf = ({ source, record_id }: Pick<ReadMood, 'source' | 'record_id'>): string =>
  `${source}/${record_id}`;

/** Cases, and answers that were given. */
const heardIn = ({ tickets, surveys }: Business): ReadonlySet<string> =>
  new Set([
    ...tickets.map(({ ticket_id }) => `ticket/${ticket_id}`),
    ...surveys.flatMap(({ survey_id, answered_at }) => (answered_at === null ? [] : [`survey/${survey_id}`])),
  ]);

/** A late delivery has no time of its own and is told 14 days after. */
const isSettled = (time: number, known: number, moment: Moment): boolean =>
  time < moment.since(14) && known < moment.since(14);

/**
 * The same past with another future: rows that had not happened or not arrived go to other customers, with other values,
 * at other future times, and there are three of each; later facts on rows of the past take place at other future times.
 */
export function withAnotherFuture(business: Business, moment: Moment, seed: number): Business {
  const random = randomStream(seed, 'another future');
  const past = withoutFuture(business, moment);
  const customers = past.customers.map(({ customer_id }) => customer_id);
  if (customers.length === 0) return past;
  const who = () => customers[random.integer(customers.length)]!;
  const later = () => moment.at + random.integer(3) * random.integer(100 * day);
  const times = { random, moment, later };
  const invented = (table: string, place: number) => ({ customer_id: who(), ...fresh(table, place, times) });
  const other: Business = {
    customers: past.customers.map((c) => ({ ...c, opted_out_at: c.opted_out_at ?? moment.at + 60 })),
    orders: [
      ...past.orders.map((o) => ({
        ...o,
        delivered_late: isSettled(o.ordered_at, o.known_at, moment)
          ? o.delivered_late
          : random.uniform() < 0.5,
      })),
      ...many(120, (i) => {
        const [ordered_at, known_at] = unseen(times);
        const kind = random.uniform() < 0.7 ? ('sale' as const) : ('refund' as const);
        const own = invented('order', i);
        const order_id = random.uniform() < 0.5 ? `${kind}-${own.customer_id}-${random.integer(10)}` : own.id;
        const amount = (kind === 'sale' ? 1 : -1) * random.integer(9_000);
        const facts = {
          product_id: own.id,
          category: own.id,
          channel: own.id,
          quantity: 77,
          margin: amount / 2,
        };
        return {
          ...facts,
          customer_id: own.customer_id,
          order_id,
          ordered_at,
          known_at,
          kind,
          amount,
          delivered_late: true,
        };
      }),
    ],
    events: [
      ...past.events,
      ...many(120, (i) => {
        const [happened_at, known_at] = unseen(times);
        const kind = (['view', 'feature', 'error', 'step'] as const)[random.integer(4)]!;
        const own = invented('event', i);
        const journey_id = kind === 'step' ? `j-${own.customer_id}-${random.integer(4)}` : null;
        const outcome = (['done', 'completed', 'failed'] as const)[random.integer(3)]!;
        return {
          customer_id: own.customer_id,
          happened_at,
          known_at,
          kind,
          name: own.id,
          journey_id,
          outcome,
          channel: own.id,
        };
      }),
    ],
    tickets: [
      ...past.tickets.map((t) => {
        const isClosed = t.contacts !== null || t.transfers !== null;
        return {
          ...t,
          first_response_at: t.first_response_at ?? later(),
          resolved_at: t.resolved_at ?? later(),
          reopened_at: t.reopened_at ?? later(),
          contacts: isClosed || t.resolved_at !== null ? t.contacts : random.integer(9),
          transfers: isClosed || t.resolved_at !== null ? t.transfers : random.integer(9),
        };
      }),
      ...many(80, (i) => {
        const [opened_at, known_at] = unseen(times);
        const own = invented('ticket', i);
        const after = { first_response_at: opened_at + 60, resolved_at: opened_at + 120, reopened_at: null };
        const facts = { contacts: 9, transfers: 9, reason: own.id, sentiment: i % 2 === 0 ? -1 : null };
        return { ticket_id: own.id, customer_id: own.customer_id, opened_at, known_at, ...after, ...facts };
      }),
    ],
    surveys: [
      ...past.surveys.map((v, i) =>
        v.answered_at === null
          ? { ...v, answered_at: later(), score: 9, sentiment: i % 2 === 0 ? -1 : null }
          : v,
      ),
      ...many(80, (i) => {
        const [invited_at, known_at] = unseen(times);
        const kind = (['nps', 'csat', 'ces', 'csi', 'loyalty'] as const)[random.integer(5)]!;
        const own = invented('survey', i);
        const answer = { answered_at: invited_at + 60, score: 9, scale_max: null, sentiment: -1 };
        return { survey_id: own.id, customer_id: own.customer_id, invited_at, known_at, kind, ...answer };
      }),
    ],
    reviews: [
      ...past.reviews,
      ...many(40, (i) => {
        const [written_at, known_at] = unseen(times);
        const own = invented('review', i);
        const facts = { platform: 'maps', place: own.id, rating: 9, rating_max: null, text: own.id };
        return { review_id: own.id, customer_id: own.customer_id, written_at, known_at, ...facts };
      }),
    ],
    touches: [
      ...past.touches.map((t) => ({
        ...t,
        opened: t.touched_at < moment.since(14) ? t.opened : random.uniform() < 0.5,
        opted_out_at: t.opted_out_at ?? later(),
      })),
      ...many(80, (i) => {
        const [touched_at, known_at] = unseen(times);
        const own = invented('touch', i);
        const facts = { arm: 'contact' as const, delivered: random.uniform() < 0.5, opened: true };
        return {
          touch_id: own.id,
          customer_id: own.customer_id,
          touched_at,
          known_at,
          ...facts,
          opted_out_at: touched_at + 1,
        };
      }),
    ],
    subscriptions: [
      ...past.subscriptions.map((t) =>
        t.end_known_at === null
          ? { ...t, ended_at: random.uniform() < 0.5 ? later() : t.started_at + 1, end_known_at: later() }
          : t,
      ),
      ...many(40, (i) => {
        const [started_at, known_at] = unseen(times);
        const own = invented('term', i);
        const fee = { plan: own.id, monthly_amount: 999, monthly_margin: 500, period_months: 1 };
        const subscription_id = random.uniform() < 0.5 ? `s${random.integer(16)}` : own.id;
        return {
          subscription_id,
          customer_id: own.customer_id,
          started_at,
          known_at,
          ended_at: null,
          end_known_at: null,
          ...fee,
        };
      }),
    ],
    identities: [
      ...past.identities,
      ...many(20, (i) => ({ alias_id: `later${i}`, customer_id: who(), known_at: later() })),
    ],
  };
  const before = heardIn(past);
  const heard = [...heardIn(other)].filter((words) => !before.has(words));
  return withMoods(other, past.moods && [...past.moods, ...heard.map(angry)]);
}

/** What is said in the future, whatever was read of it in another one. */
function angry(words: string): ReadMood {
  const [source, record_id] = words.split('/') as ['ticket', string];
  return { source, record_id, sentiment: -1, said_by: 'own' };
}

interface Times {
  readonly random: RandomStream;
  readonly moment: Moment;
  readonly later: () => number;
}

/** Time and arrival of a row nobody could see: it is still to happen, or had happened and is still to arrive, or both. */
function unseen({ random, moment, later }: Times): [at: number, known: number] {
  const shape = random.integer(3);
  const earlier = moment.at - 1 - random.integer(400 * day);
  if (shape === 0) return [later(), moment.at - 1 - random.integer(day)];
  const at = shape === 1 ? earlier : later();
  return [at, Math.max(at, later())];
}

const fresh = (table: string, place: number, { random }: Times): { id: string } => ({
  id: `${table}-later-${place}-${random.integer(1_000)}`,
});

const many = <T>(count: number, one: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => one(i));
