import fc from 'fast-check';
import { addDays, startOfDay } from '../../../contracts/business-day.ts';
import type { Business, ReadMood } from './business.ts';

const day = 86_400;
const windows = [0, 1, 7, 14, 30, 90, 120, 180, 275, 365];

/**
 * Small businesses whose rows crowd around the borders that matter: the as-of dates themselves and the starts of the
 * windows before them, a second before, on and after; some rows arrive late, some facts on a row come later still.
 */
export function randomBusiness(
  dates: readonly string[],
  timeZone: string,
  customers = 12,
): fc.Arbitrary<Business> {
  const arbitrary = arbitraries(dates, timeZone, customers);
  const rows = fc.record({
    customers: fc.tuple(...Array.from({ length: customers }, (_, i) => arbitrary.customer(i))),
    orders: fc.array(arbitrary.order, { minLength: 20, maxLength: 160 }),
    events: fc.array(arbitrary.event, { minLength: 20, maxLength: 200 }),
    tickets: fc.uniqueArray(arbitrary.ticket, { minLength: 5, maxLength: 80, selector: (t) => t.ticket_id }),
    surveys: fc.uniqueArray(arbitrary.survey, { minLength: 5, maxLength: 80, selector: (v) => v.survey_id }),
    reviews: fc.array(arbitrary.review, { minLength: 5, maxLength: 40 }),
    touches: fc.uniqueArray(arbitrary.touch, { minLength: 5, maxLength: 80, selector: (t) => t.touch_id }),
    subscriptions: fc.uniqueArray(arbitrary.term, {
      minLength: 5,
      maxLength: 60,
      selector: (t) => `${t.subscription_id}/${t.started_at}`,
    }),
    identities: fc.uniqueArray(arbitrary.link, { maxLength: 10, selector: (l) => l.alias_id }),
  });
  const moods = fc.array(arbitrary.mood, { minLength: 160, maxLength: 160 });
  return fc.tuple(rows, moods).map(([business, read]) => ({ ...business, moods: moodsOf(business, read) }));
}

/** A mood for each case and each invitation, answered or not, whatever the data bring. */
const moodsOf = (
  { tickets, surveys }: Business,
  read: readonly Pick<ReadMood, 'sentiment' | 'said_by'>[],
): ReadMood[] =>
  [
    ...tickets.map(({ ticket_id }) => ({ source: 'ticket' as const, record_id: ticket_id })),
    ...surveys.map(({ survey_id }) => ({ source: 'survey' as const, record_id: survey_id })),
  ].map((whose, i) => ({ ...whose, ...read[i]! }));

function arbitraries(dates: readonly string[], timeZone: string, customers: number) {
  const borders = dates.flatMap((date) =>
    windows.map((days) => startOfDay(addDays(date, -days), timeZone).getTime() / 1000),
  );
  const first = Math.min(...borders) - 60 * day;
  const last = Math.max(...borders) + 200 * day;
  const border = fc
    .tuple(fc.constantFrom(...borders), fc.constantFrom(-1, 0, 1, -3600, 3600))
    .map(([at, shift]) => at + shift);
  const time = fc.oneof(
    { weight: 3, arbitrary: border },
    { weight: 4, arbitrary: fc.integer({ min: first, max: last }) },
  );
  // A row may arrive up to a day before its fact: an order for tomorrow.
  const lag = fc.constantFrom(0, 0, 0, 0, 1, 3600, -3600, 3 * day, 45 * day);
  const later = fc.constantFrom(null, null, 0, 1, 3600, 2 * day, 20 * day, 60 * day, 200 * day);
  const or = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
  const who = fc.integer({ min: 0, max: customers - 1 }).map((i) => `c${i}`);
  const text = (...values: string[]) => or(fc.constantFrom(...values));
  const cents = fc.integer({ min: 0, max: 50_000 }).map((n) => n / 100);
  const flag = or(fc.boolean());
  return {
    customer: (i: number) =>
      fc
        .record({
          joined_at: fc.oneof(
            { weight: 3, arbitrary: fc.constant(first - day) },
            { weight: 1, arbitrary: time },
          ),
          lag,
          segment: text('gold', 'plain'),
          acquisition_channel: text('ads', 'friend'),
          country: text('PL', 'RO'),
          language: text('pl', 'ro'),
        })
        .map(({ lag: late, ...row }) => ({
          customer_id: `c${i}`,
          known_at: row.joined_at + late,
          ...row,
          email: `c${i < 2 ? 0 : i}@x.example`,
          contact_consent: i % 3 !== 2,
          opted_out_at: i % 4 === 1 ? row.joined_at + 200 * day : null,
        })),
    order: fc
      .record({
        customer_id: who,
        number: fc.integer({ min: 0, max: 9 }),
        ordered_at: time,
        lag,
        kind: fc.constantFrom('sale' as const, 'sale' as const, 'sale' as const, 'refund' as const),
        cents,
        rate: or(fc.constantFrom(0, 0.25, 0.5)),
        quantity: or(fc.constantFrom(1, 2, 2.5, 12)),
        product_id: text('p1', 'p2', 'p3'),
        category: text('toys', 'tools', 'toffees'),
        channel: text('web', 'app', 'store'),
        delivered_late: flag,
      })
      .map(({ number, lag: late, cents: price, rate, ...row }) => {
        const amount = row.kind === 'sale' ? price : -price;
        const margin = rate === null ? null : Math.round(amount * rate * 10_000) / 10_000;
        return {
          order_id: `${row.kind}-${row.customer_id}-${number}`,
          known_at: row.ordered_at + late,
          amount,
          margin,
          ...row,
        };
      }),
    event: fc
      .record({
        customer_id: who,
        happened_at: time,
        lag,
        kind: fc.constantFrom('view' as const, 'feature' as const, 'error' as const, 'step' as const),
        name: text('a', 'b', 'c'),
        number: fc.integer({ min: 0, max: 3 }),
        outcome: or(fc.constantFrom('done' as const, 'completed' as const, 'failed' as const)),
        channel: text('web', 'app'),
      })
      .map(({ number, lag: late, ...row }) => ({
        journey_id: row.kind === 'step' ? `j-${row.customer_id}-${number}` : null,
        known_at: row.happened_at + late,
        ...row,
      })),
    ticket: fc
      .record({
        ticket_id: fc.integer({ min: 0, max: 999 }).map((n) => `t${n}`),
        customer_id: who,
        opened_at: time,
        lag,
        response: later,
        resolution: later,
        reopening: later,
        contacts: or(fc.integer({ min: 0, max: 4 })),
        transfers: or(fc.integer({ min: 0, max: 3 })),
        reason: text('delivery', 'price'),
        sentiment: or(fc.integer({ min: -100, max: 100 }).map((n) => n / 100)),
      })
      .map(({ lag: late, response, resolution, reopening, ...row }) => ({
        known_at: row.opened_at + late,
        first_response_at: response === null ? null : row.opened_at + response,
        resolved_at: resolution === null ? null : row.opened_at + resolution,
        reopened_at: reopening === null ? null : row.opened_at + reopening,
        ...row,
      })),
    survey: fc
      .record({
        survey_id: fc.integer({ min: 0, max: 999 }).map((n) => `v${n}`),
        customer_id: who,
        invited_at: time,
        lag,
        answer: later,
        kind: fc.constantFrom(...(['nps', 'csat', 'ces', 'csi', 'loyalty'] as const)),
        grade: or(fc.integer({ min: 0, max: 10 })),
        scale_max: fc.constantFrom(null, null, 5, 7),
        sentiment: or(fc.integer({ min: -100, max: 100 }).map((n) => n / 100)),
      })
      .map(({ lag: late, answer, grade, ...row }) => {
        const answered_at = answer === null ? null : row.invited_at + answer;
        const top = row.scale_max ?? 7;
        const inScale = { nps: grade, loyalty: grade, csi: grade && grade * 10, csat: null, ces: null }[
          row.kind
        ];
        const points = grade === null ? null : (inScale ?? 1 + (grade % top));
        return {
          known_at: row.invited_at + late,
          answered_at,
          score: answered_at === null ? null : points,
          ...row,
        };
      }),
    review: fc
      .record({
        review_id: fc.integer({ min: 0, max: 999 }).map((n) => `r${n}`),
        customer_id: or(who),
        written_at: time,
        lag,
        platform: text('maps', 'shop'),
        place: text('north', 'south'),
        rating: or(fc.integer({ min: 1, max: 5 })),
        rating_max: fc.constantFrom(null, null, 5, 10),
        text: text('good', 'bad'),
      })
      .map(({ lag: late, ...row }) => ({ known_at: row.written_at + late, ...row })),
    touch: fc
      .record({
        touch_id: fc.integer({ min: 0, max: 999 }).map((n) => `h${n}`),
        customer_id: who,
        touched_at: time,
        lag,
        arm: fc.constantFrom('contact' as const, 'contact' as const, 'control' as const),
        delivered: flag,
        opened: flag,
        optOut: later,
      })
      .map(({ lag: late, optOut, ...row }) => ({
        known_at: row.touched_at + late,
        opted_out_at: optOut === null ? null : row.touched_at + optOut,
        ...row,
      })),
    term: fc
      .record({
        subscription_id: fc.integer({ min: 0, max: 15 }),
        started_at: time,
        lag,
        length: later,
        notice: fc.constantFrom(0, 0, -30 * day, 20 * day),
        plan: text('basic', 'plus'),
        monthly_amount: cents,
        rate: or(fc.constantFrom(0.25, 0.5)),
        period_months: or(fc.constantFrom(1, 3, 12)),
      })
      .map(({ subscription_id, lag: late, length, notice, rate, ...row }) => {
        const ended_at = length === null ? null : row.started_at + length;
        return {
          subscription_id: `s${subscription_id}`,
          customer_id: `c${subscription_id % customers}`,
          known_at: row.started_at + late,
          ended_at,
          end_known_at: ended_at === null ? null : Math.max(row.started_at, ended_at + notice),
          monthly_margin: rate === null ? null : Math.round(row.monthly_amount * rate * 10_000) / 10_000,
          ...row,
        };
      }),
    mood: fc.record({
      sentiment: or(fc.integer({ min: -100, max: 100 }).map((n) => n / 100)),
      said_by: fc.constantFrom('own' as const, 'own' as const, 'score' as const),
    }),
    link: fc.record({
      alias_id: fc.integer({ min: 0, max: 99 }).map((n) => `x${n}`),
      customer_id: who,
      known_at: or(time),
    }),
  };
}
