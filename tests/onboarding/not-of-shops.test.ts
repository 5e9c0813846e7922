import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { stateOf } from '../../onboarding/orders/order-words.ts';
import { type Purchase, purchases } from './businesses.ts';
import { asked, proposed } from './proposed.ts';

const made = purchases(120, 300, 30);
const sum = ({ cents }: Purchase): string => (cents / 100).toFixed(2);
const table = (header: string, row: (one: Purchase) => readonly (string | number)[]): string[] => [
  header,
  ...made.map((one) => row(one).join(',')),
];

it.each([
  ['Closed Lost', 'failed'],
  ['lost', 'failed'],
  ['verloren', 'failed'],
  ['perdido', 'failed'],
  ['Closed Won', 'sold'],
  ['gewonnen', 'sold'],
  ['wonderful', 'unknown'],
] as const)('a deal that is %s is %s', (word, state) => {
  expect(stateOf(word)).toBe(state);
});

it('a parcel that was lost was sold', () => {
  expect(stateOf('Lost', true)).toBe('unknown');
});

const policy = ({ order, customer, day }: Purchase): string[] => [
  `P${order}`,
  `c${customer}`,
  day,
  addDays(day, 365 + (order % 9)),
];

it('what is insured is no fee where it stands alone beside another sum: it asks', async () => {
  const { out } = await proposed({
    'policies.csv': table('policy_id,insured_id,start_date,end_date,deductible_amount,limit_eur', (one) => [
      ...policy(one),
      `${100 + 25 * (one.order % 12)}.50`,
      sum(one),
    ]),
  });
  expect(asked(out)).toContainEqual(
    expect.stringMatching(/^deductible_amount is taken for the monthly fee, but limit_eur could be it/),
  );
});

it('a yes in numbers is no fee', async () => {
  const { config } = await proposed({
    'subscriptions.csv': table('subscription_id,user_id,start_date,end_date,is_premium,mrr', (one) => [
      ...policy(one).slice(0, 3),
      one.order % 3 ? addDays(one.day, 90) : '',
      one.order % 2,
      sum(one),
    ]),
  });
  expect(config().sources.subscriptions?.columns.monthly_amount).toBe('mrr');
});

it('who pays by the half year is asked about, and so is a word that nobody knows', async () => {
  const often = ['Monthly', 'Half-Yearly', 'Yearly', 'One-off'];
  const { out, text } = await proposed({
    'policies.csv': table('policy_id,customer_id,start_date,end_date,premium,frequency', (one) => [
      ...policy(one),
      sum(one),
      often[one.order % 4] ?? '',
    ]),
  });
  expect(asked(out)).toContainEqual(
    expect.stringMatching(/^premium .* frequency says that not all are billed/),
  );
  expect(text.replace(/\n# +/g, ' ')).toMatch(/when 'Half-Yearly' then 6 .*|when 'One-off' then …/);
});

it('contracts are numbered by their own key, whatever it is called', async () => {
  const { config } = await proposed({
    'contracts.csv': table('booklet_no,customer_id,start_date,end_date,monthly_fee', (one) => [
      ...policy(one),
      sum(one),
    ]),
  });
  expect(config().sources.subscriptions?.columns).toMatchObject({
    subscription_id: 'booklet_no',
    customer_id: 'customer_id',
  });
});

it('terms of one length may be contracts: it asks, and not about a warranty', async () => {
  const terms = (until: string) =>
    proposed({
      'rows.csv': table(`no,client,von,${until},total`, (one) => [
        `R${one.order}`,
        `c${one.customer}`,
        one.day,
        addDays(one.day, 365),
        sum(one),
      ]),
    });
  const text = /it is 365 days on most rows: are these contracts/;
  expect(asked((await terms('bis')).out)).toContainEqual(expect.stringMatching(text));
  expect(asked((await terms('warranty_until')).out)).not.toContainEqual(expect.stringMatching(text));
});

it('a log that tells who came and when is one of events beside orders', async () => {
  const { config } = await proposed({
    'purchases.csv': table('user_id,purchase_date,amount_usd', (one) => [one.customer, one.day, sum(one)]),
    'sessions.csv': table('user_id,session_date,length_minutes', (one) => [
      one.customer,
      one.day,
      one.order % 90,
    ]),
  });
  expect(config().sources.events?.columns).toMatchObject({
    customer_id: 'user_id',
    happened_at: 'session_date',
  });
});

it('what happens to a deal has a customer, and is none: it asks', async () => {
  const { out } = await proposed({
    'stages.csv': table('deal_id,entered_at,stage,stage_order', (one) => [
      `D${one.customer}`,
      one.day,
      ['New', 'Offer', 'Talk'][one.order % 3] ?? '',
      one.order % 3,
    ]),
  });
  expect(asked(out)).toEqual([
    expect.stringMatching(/^deal_id is taken for the customer only by what it holds/),
  ]);
});

it('a discount is no number of units, and a debt neither', async () => {
  const { config } = await proposed({
    'sales.csv': table('sale_id,customer_id,date,offered_discount,utc_offset,price', (one) => [
      one.order,
      `c${one.customer}`,
      one.day,
      [0, 5, 10][one.order % 3] ?? 0,
      -3 - (one.customer % 4),
      sum(one),
    ]),
  });
  expect(JSON.stringify(config().sources.orders?.columns.amount)).not.toMatch(/offset|discount.* \* /);
});
