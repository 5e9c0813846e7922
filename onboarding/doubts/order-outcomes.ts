import { daysBetween } from '../../contracts/business-day.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { localDay, typedRows } from '../read/measure.ts';
import type { Question } from '../write/proposal.ts';
import type { Settled } from './settled.ts';

/** Fewer orders, or customers, show nothing. */
const fewestOrders = 200;
const fewestCustomers = 20;

/** One customer who has so many of all orders is an account for everybody. */
const hub = 0.2;
const nearlyAll = 0.95;
/** A day that has so many of all orders is when they were written. */
const oneDay = 0.5;
/** More is paid back in no trade; in fashion it is half. */
const mostRefunds = 0.65;
/** Of the history, the part at each end within which all are there from the start, or until the end. */
const edge = 0.08;

interface Outcome {
  readonly customers: number;
  readonly orders: number;
  readonly most: number;
  /** Orders of the customers of whom there are most, and their share. */
  readonly usual: number;
  readonly usualShare: number;
  /** Days on which anybody ordered. */
  readonly days: number;
  readonly topDay: number;
  readonly refunds: number;
  readonly zeros: number;
  readonly largest: number;
  readonly whole: boolean;
  readonly span: number;
  /** Share of the customers who are there from the start until the end. */
  readonly always: number;
}

/** What the orders come to, and businesses do not show: what is taken for customers, purchases or amounts may be something else. */
export async function orderOutcomes(settled: Settled): Promise<Question[]> {
  const orders = settled.found.find(({ source }) => source === 'orders');
  if (!orders) return [];
  const outcome = await outcomeOf(settled);
  if (outcome.orders < fewestOrders || outcome.customers < fewestCustomers) return [];
  const names = Object.fromEntries(
    ['customer_id', 'ordered_at'].map((name) => [name, find(orders, name)?.column.name ?? '']),
  );
  const who = names.customer_id ?? '';
  const told = orders.input.answers;
  const paid = settled.found.some(({ source }) => source === 'subscriptions');
  return [
    ...(told.customer === undefined ? customerQuestions(outcome, who) : []),
    ...(told.date === undefined && outcome.topDay > oneDay
      ? [oneDayQuestion(outcome.topDay, names.ordered_at ?? '')]
      : []),
    ...(orders.order?.amount.told ? [] : amountQuestions(outcome)),
    ...(outcome.refunds > mostRefunds ? [refundQuestion(outcome.refunds)] : []),
    ...(paid ? [] : rowQuestions(outcome, who)),
  ];
}

function customerQuestions({ most, orders, customers, always, span }: Outcome, who: string): Question[] {
  const key = 'sources.orders.columns.customer_id';
  if (most > hub * orders)
    return [
      {
        key,
        text: `one ${who} of ${write.count(customers)} has ${write.percent(most / orders, 0)} of all orders. Is it a customer, or an account for everybody? Then leave it out in the query; otherwise delete the line.`,
        candidates: [`where ${who} <> '…'`],
        decides: true,
      },
    ];
  if (span < 300 || always < nearlyAll) return [];
  return [
    {
      key,
      text: `${write.percent(always, 0)} of all ${write.count(customers)} ${who} are there from the first weeks until the last: nobody comes and nobody leaves, as with shops, goods or regions. Is it the customer? Otherwise say which column is.`,
      candidates: ['customer_id: …'],
      decides: true,
    },
  ];
}

const oneDayQuestion = (share: number, at: string): Question => ({
  key: 'sources.orders.columns.ordered_at',
  text: `${write.percent(share, 0)} of all orders lie on one day of ${at}: is that when they were written or joined? Which column says when each was?`,
  candidates: ['ordered_at: …'],
  decides: true,
});

function amountQuestions({ zeros, largest, whole }: Outcome): Question[] {
  const why =
    zeros > 0.5
      ? `${write.percent(zeros, 0)} of the amounts are 0`
      : whole && largest <= 10
        ? `all amounts are whole numbers up to ${write.count(largest)}, as units and points are`
        : null;
  if (why === null) return [];
  return [
    {
      key: 'sources.orders.columns.amount',
      text: `${why}. Is it what was paid? Otherwise say which column is; else delete the line.`,
      candidates: ['amount: …'],
      decides: true,
    },
  ];
}

const refundQuestion = (share: number): Question => ({
  key: 'sources.orders.columns.kind',
  text: `${write.percent(share, 0)} of what was sold counts as paid back. Is that so? Otherwise correct kind, or the query.`,
  candidates: ["kind: { sql: \"case when … then 'refund' else 'sale' end\" }"],
  decides: true,
});

function rowQuestions({ usual, usualShare, days }: Outcome, who: string): Question[] {
  if (usual < 3 || usualShare <= 0.9 || days > 2 * usual) return [];
  return [
    {
      key: 'sources.orders',
      text: `${write.percent(usualShare, 0)} of the customers have exactly ${write.count(usual)} orders each, on the same days, as in a report with a row for each ${who} and period. Are the rows purchases? If they say what each is worth or pays in a period, start again with --source subscriptions=…; otherwise delete the line.`,
      decides: true,
    },
  ];
}

async function outcomeOf({ warehouse, draft }: Settled): Promise<Outcome> {
  const day = localDay('ordered_at', draft.business.timeZone);
  const rows = await typedRows(warehouse, draft, 'orders');
  const [row] = await warehouse.rows(
    `with entries as (
       select customer_id, order_id, kind, amount, ${day} as day from (${rows}) t
       where customer_id is not null and ordered_at is not null and amount is not null
     ), baskets as (
       select customer_id, order_id, min(day) as day, sum(amount) as amount
       from entries where kind = 'sale' group by customer_id, order_id
     ), span as (select min(day) as first, max(day) as last from baskets
     ), each_customer as (
       select customer_id, count(*) as n, min(day) as first, max(day) as last
       from baskets group by customer_id
     ), usual as (select n, count(*) as times from each_customer group by n order by 2 desc, 1 limit 1
     ), days as (select count(*) as n from baskets group by day)
     select
       (select count(*) from each_customer) as customers,
       (select count(*) from baskets) as orders,
       (select max(n) from each_customer) as most,
       (select n from usual) as usual,
       (select times from usual) as usual_times,
       (select max(n) from days) as top_day,
       (select count(*) from days) as days,
       (select cast(sum(abs(amount)) as double) from entries where kind = 'refund') as refunds,
       (select cast(sum(amount) as double) from entries where kind = 'sale') as sold,
       (select count_if(amount = 0) from baskets) as zeros,
       (select cast(max(abs(amount)) as double) from entries) as largest,
       (select count_if(amount <> floor(amount)) from entries) as fractions,
       (select cast(first as varchar) from span) as first,
       (select cast(last as varchar) from span) as last,
       (select count_if(
          date_diff('day', s.first, c.first) <= ${edge} * date_diff('day', s.first, s.last)
          and date_diff('day', c.last, s.last) <= ${edge} * date_diff('day', s.first, s.last))
        from each_customer c cross join span s) as always`,
  );
  return read(row ?? {});
}

function read(row: Row): Outcome {
  const n = (name: string) => Number(row[name] ?? 0);
  const of = (part: string, all: number) => n(part) / Math.max(1, all);
  const [first, last] = [row.first, row.last];
  return {
    customers: n('customers'),
    orders: n('orders'),
    most: n('most'),
    usual: n('usual'),
    usualShare: of('usual_times', n('customers')),
    days: n('days'),
    topDay: of('top_day', n('orders')),
    refunds: of('refunds', n('sold')),
    zeros: of('zeros', n('orders')),
    largest: n('largest'),
    whole: n('fractions') === 0,
    span: first == null || last == null ? 0 : daysBetween(String(first), String(last)),
    always: of('always', n('customers')),
  };
}
