import type { SourceName } from '../../contracts/sources/column.ts';
import type {
  EventFact,
  Line,
  OrderFact,
  Recorder,
  RefundFact,
  SubscriptionFact,
  SurveyFact,
  TicketFact,
  TouchFact,
} from '../customer/facts.ts';
import type { Traits } from '../customer/traits.ts';
import { type Draws, processes } from '../random.ts';
import type { Theme } from '../texts/phrases.ts';
import { writeText } from '../texts/write-text.ts';
import { endOf, instantWriter } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import type { TextCells } from './table.ts';

/** Takes the rows of one customer, in the order in which they come. */
export type RowSink = (source: SourceName, row: TextCells) => void;

/** Units of the reporting currency (EUR) for one unit of another, for the whole simulation. */
export const rates: Readonly<Record<string, number>> = { PLN: 0.234, RON: 0.201, GBP: 1.18 };

/** A text as it was meant, for the truth. */
export interface MeantText {
  readonly source: 'tickets' | 'surveys';
  readonly row: string;
  readonly theme: Theme;
  readonly feeling: number;
  readonly language: string;
}

/** Makes rows of facts, as a business would export them. */
export function rowRecorder(
  world: World,
  draws: Draws,
  sink: RowSink,
  remember: (text: MeantText) => void,
): Recorder {
  const instant = writeInstant;
  const until = endOf(world.calendar);
  const emit = (source: SourceName, at: number, row: TextCells) => {
    const arrival = arrivalOf(world, draws, source, at);
    if (arrival >= until || at >= until) return;
    if (arrival > at) row.known_at = instant(arrival);
    sink(source, row);
  };
  const write = (traits: Traits, text: Omit<MeantText, 'language'>): string => {
    const { language } = traits;
    remember({ ...text, language });
    const counter = 2 * Number(text.row.split('-')[1]) + Number(text.source === 'surveys');
    return writeText({ ...text, language }, draws.stream(processes.texts, counter));
  };
  return {
    event: (traits, fact) => emit('events', fact.at, eventRow(traits, fact)),
    order: (traits, fact) => {
      for (const line of fact.lines) emit('orders', fact.at, orderRow(traits, fact, line));
    },
    refund: (traits, fact) => emit('orders', fact.at, refundRow(traits, fact)),
    ticket: (traits, fact) => {
      const row = ticketRow(traits, fact);
      const { reason, feeling, serial } = fact;
      row.text = write(traits, { source: 'tickets', row: String(row.ticket_id), theme: reason, feeling });
      row.sentiment = scoredBefore(world, draws, 2 * serial, feeling);
      emit('tickets', fact.openedAt, row);
    },
    survey: (traits, fact) => {
      const row = surveyRow(traits, fact);
      const { theme, feeling, serial } = fact;
      if (theme !== null) {
        row.comment = write(traits, { source: 'surveys', row: String(row.survey_id), theme, feeling });
        row.language = traits.language;
        row.sentiment = scoredBefore(world, draws, 2 * serial + 1, feeling);
      }
      emit('surveys', fact.invitedAt, row);
    },
    touch: (traits, fact) => emit('touches', fact.at, touchRow(traits, fact)),
    subscription: (traits, fact) => emit('subscriptions', fact.startedAt, subscriptionRow(traits, fact)),
  };
}

const writeInstant = instantWriter();

/** A row's own number among all of a customer's, for its random numbers: instants are unique enough for that. */
function arrivalOf(world: World, draws: Draws, source: SourceName, at: number): number {
  const { late } = world.plan.dirt;
  if (late === 0) return at;
  const counter = Math.floor(at) % 1_000_000_000;
  if (draws.uniform(processes.arrival, counter + source.length) >= late) return at;
  return at + Math.ceil(3600 * (1 + 60 * draws.uniform(processes.arrival, counter + 31 * source.length)));
}

/** A part of the texts was scored already, with the noise of such tools. */
function scoredBefore(world: World, draws: Draws, counter: number, feeling: number): string | null {
  const random = draws.stream(processes.spelling, counter);
  if (random.uniform() >= world.plan.scoredTexts) return null;
  return Math.max(-1, Math.min(1, feeling + 0.25 * random.normal())).toFixed(2);
}

export function customerRow(traits: Traits, world: World): TextCells {
  const start = world.calendar.starts[0]! + traits.joined * 86_400;
  const day = traits.joined < 0 ? start : world.calendar.starts[traits.joined]!;
  return {
    customer_id: traits.id,
    joined_at: writeInstant(day + 21_600),
    name: traits.name,
    segment: traits.segment,
    country: traits.country,
    language: traits.language,
    acquisition_channel: traits.channel,
    contact_consent: traits.consent ? 'true' : 'false',
  };
}

const idOf = (letter: string, traits: Traits, serial: number): string =>
  `${letter}${traits.number + 1}-${serial}`;

const flag = (value: boolean | null): string | null => (value === null ? null : value ? 'true' : 'false');
const instantOrNull = (at: number | null): string | null => (at === null ? null : writeInstant(at));

/** Money in the customer's own currency, with two decimals. */
function money(amount: number, currency: string): string {
  const rate = rates[currency];
  return (rate === undefined ? amount : amount / rate).toFixed(2);
}

const eventRow = (traits: Traits, fact: EventFact): TextCells => ({
  event_id: idOf('E', traits, fact.serial),
  customer_id: traits.id,
  happened_at: writeInstant(fact.at),
  kind: fact.kind,
  name: fact.name,
  journey: fact.journey,
  journey_id: fact.journey === null ? null : idOf('J', traits, fact.attempt),
  outcome: fact.outcome,
  channel: fact.channel,
});

const orderRow = (traits: Traits, fact: OrderFact, line: Line): TextCells => ({
  order_id: idOf('O', traits, fact.serial),
  line_id: String(line.number),
  customer_id: traits.id,
  ordered_at: writeInstant(fact.at),
  kind: 'sale',
  amount: money(line.amount, traits.currency),
  margin: money(line.margin, traits.currency),
  currency: traits.currency,
  quantity: String(line.quantity),
  product_id: `${line.category.slice(0, 2)}-${line.product}`,
  category: line.category,
  channel: fact.channel,
  delivered_late: flag(fact.late),
  carrier: fact.carrier,
  payment_method: fact.payment,
});

const refundRow = (traits: Traits, { order, at, line, channel }: RefundFact): TextCells => ({
  order_id: idOf('O', traits, order),
  line_id: `R${line.number}`,
  customer_id: traits.id,
  ordered_at: writeInstant(at),
  kind: 'refund',
  amount: money(-line.amount, traits.currency),
  margin: money(-line.margin, traits.currency),
  currency: traits.currency,
  quantity: String(line.quantity),
  product_id: `${line.category.slice(0, 2)}-${line.product}`,
  category: line.category,
  channel,
});

const ticketRow = (traits: Traits, fact: TicketFact): TextCells => ({
  ticket_id: idOf('T', traits, fact.serial),
  customer_id: traits.id,
  opened_at: writeInstant(fact.openedAt),
  first_response_at: instantOrNull(fact.respondedAt),
  resolved_at: instantOrNull(fact.resolvedAt),
  reopened_at: instantOrNull(fact.reopenedAt),
  contacts: String(fact.contacts),
  transfers: String(fact.transfers),
  reason: fact.reason,
  channel: fact.channel,
});

const surveyRow = (traits: Traits, fact: SurveyFact): TextCells => ({
  survey_id: idOf('S', traits, fact.serial),
  customer_id: traits.id,
  invited_at: writeInstant(fact.invitedAt),
  answered_at: instantOrNull(fact.answeredAt),
  kind: fact.kind,
  score: fact.score === null ? null : String(fact.score),
  scale_max: String(fact.scaleMax),
  relation: fact.relation,
  journey: fact.journey,
  channel: fact.channel,
});

const touchRow = (traits: Traits, fact: TouchFact): TextCells => ({
  touch_id: idOf('X', traits, fact.serial),
  customer_id: traits.id,
  touched_at: writeInstant(fact.at),
  campaign: fact.campaign,
  arm: fact.arm,
  play: fact.play,
  channel: fact.channel,
  cost: fact.cost.toFixed(2),
  currency: 'EUR',
  delivered: flag(fact.delivered),
  opened: flag(fact.opened),
  opted_out_at: instantOrNull(fact.optedOutAt),
});

const subscriptionRow = (traits: Traits, fact: SubscriptionFact): TextCells => ({
  subscription_id: idOf('B', traits, fact.serial),
  customer_id: traits.id,
  started_at: writeInstant(fact.startedAt),
  ended_at: instantOrNull(fact.endedAt),
  end_known_at: instantOrNull(fact.endKnownAt),
  plan: fact.plan,
  monthly_amount: money(fact.monthly, traits.currency),
  monthly_margin: money(fact.margin, traits.currency),
  currency: traits.currency,
  period_months: String(fact.months),
});
