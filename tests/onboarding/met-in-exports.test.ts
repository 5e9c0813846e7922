import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { type Purchase, purchases } from './businesses.ts';

/** Kinds of faults that exports of shops, billing tools and apps showed. */

async function proposed(files: Readonly<Record<string, readonly string[]>>) {
  const folder = scratchFolder();
  const paths = Object.entries(files).map(([name, lines]) =>
    writeText(folder, name, [...lines, ''].join('\n')),
  );
  const out = `${folder}/holdfast.yaml`;
  const { code, out: said } = await holdfast('init', ...paths, '--out', out, '--json');
  const text = readFileSync(out, 'utf8');
  const config = () => readConfig(text, out).sources;
  return { code, said, asked: text.replace(/\n# +/g, ' '), config };
}

const made = purchases(120, 300, 25);
const lines = (header: string, line: (one: Purchase, i: number) => string): string[] => [
  header,
  ...made.map(line),
];
const sum = (cents: number): string => (cents / 100).toFixed(2);
/** A contract for each customer, of which every fourth ended. */
const contracts = (header: string, fee: (customer: number) => string): string[] => [
  header,
  ...Array.from(
    { length: 120 },
    (_, i) =>
      `S${i},C${i},${addDays('2024-01-01', i)},${i % 4 === 0 ? addDays('2024-06-01', i) : ''},${fee(i)}`,
  ),
];

it('where nearly all buy one of a thing, tax is not units times tax', async () => {
  const rows = lines(
    'Order,Email,Created at,Quantity,Price,Subtotal,Discount,Taxes,Tax 1 Value,Total',
    ({ order, customer, day, cents }, i) => {
      const units = i % 40 === 0 ? 2 : 1;
      const off = i % 12 === 0 ? 500 : 0;
      const subtotal = units * cents - off;
      const tax = sum(Math.round(subtotal / 6));
      return `${order},c${customer}@shop.example,${day} 10:00:00,${units},${sum(cents)},${sum(subtotal)},${sum(off)},${tax},${tax},${sum(subtotal + 900)}`;
    },
  );
  // a second line of some orders, so that sums are of orders
  const second = made
    .filter((_, i) => i % 6 === 1)
    .map(({ order, customer, day }) => `${order},c${customer}@shop.example,${day} 10:00:00,1,0.00,,,,,`);
  const { config } = await proposed({
    'orders_export.csv': rows.flatMap((row) => [
      row,
      ...second.filter((one) => one.split(',')[0] === row.split(',')[0]),
    ]),
  });
  const amount = JSON.stringify(config().orders?.columns.amount);
  expect(amount).toContain('Subtotal');
  expect(amount).not.toContain('Tax');
});

it.each([
  ['mood_score', 10, true],
  ['csat_score', 5, false],
])('%s of a diary is taken for answers only after asking: %s', async (score, most, asks) => {
  const { asked, config } = await proposed({
    'subscriptions.csv': contracts('sub_id,user_id,start_date,end_date,monthly_price', () => '9.99'),
    'diary.csv': lines(
      `entry_id,user_id,entry_date,${score}`,
      ({ order, customer, day }, i) => `${order},C${customer},${day},${1 + (i % Number(most))}`,
    ),
  });
  expect(config().surveys?.columns.score).toBe(score);
  expect(asked.includes(`${score} of diary is taken for survey answers`)).toBe(asks);
});

it('of two things that are earned the rarer one may be the purchases: it asks', async () => {
  const { code, asked } = await proposed({
    'daily.csv': lines(
      'player_id,date,ad_revenue_usd,iap_revenue_usd',
      ({ customer, day, cents }, i) =>
        `P${customer},${day},${sum(cents % 300)},${i % 9 === 0 ? '4.99' : '0.00'}`,
    ),
  });
  expect(code).toBe(4);
  expect(asked).toMatch(/ad_revenue_usd is taken, but iap_revenue_usd could be it as well/);
  expect(asked).not.toMatch(/iap_revenue_usd is not understood/);
});

it('a share that was taken off already is no state of an order', async () => {
  const { asked, config } = await proposed({
    'pedidos.csv': lines(
      'pedido_id,cliente_id,data_pedido,quantidade,valor_unitario,desconto_pct,valor_total',
      ({ order, customer, day, units, cents }, i) => {
        const share = i % 5 === 0 ? 0.1 : 0;
        return `${order},${customer},${day},${units},${sum(cents)},${share},${sum(units * cents * (1 - share))}`;
      },
    ),
  });
  expect(config().orders?.columns.amount).toBe('valor_total');
  expect(asked).not.toMatch(/desconto_pct is not understood/);
});

it('figures by month are no orders beside a table that names the customers', async () => {
  const months = Array.from({ length: 36 }, (_, i) => {
    const at = `${2021 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`;
    return `${at},${5 + ((i * 7) % 11)},${(i * 5) % 9},${sum(500_000 + 7919 * i)}`;
  });
  const { config } = await proposed({
    'monthly.csv': ['month,new_customers,churned_customers,total_mrr', ...months],
    'subscriptions.csv': contracts('sub_id,customer_id,signup_date,churn_date,monthly_revenue', (i) =>
      sum(4000 + 977 * i),
    ),
  });
  expect(Object.keys(config())).toEqual(['customers', 'subscriptions']);
  // each has a price of their own
  expect(config().subscriptions?.columns).toMatchObject({
    ended_at: 'churn_date',
    monthly_amount: 'monthly_revenue',
  });
});

it('beside a status a flag tells of more orders that came back', async () => {
  const { config } = await proposed({
    'orders.csv': lines(
      'id,customer_id,ordered_at,amount,status,is_returned,refundable',
      ({ order, customer, day, cents }, i) =>
        `${order},C${customer},${day},${sum(cents)},${i % 50 === 0 ? 'returned' : 'paid'},${i % 30 === 7},${i % 9 !== 0}`,
    ),
  });
  const query = config().orders?.query ?? '';
  expect(query).toMatch(/status in \('returned'\) or .*is_returned/);
  expect(query).not.toMatch(/refundable/);
});

it('what happens to a fee are no purchases: it asks', async () => {
  const { code, asked } = await proposed({
    'movements.csv': lines(
      'id,customer_id,event_date,event_type,mrr_amount',
      ({ order, customer, day }, i) =>
        `${order},C${customer},${day},${['new_subscription', 'upgrade', 'downgrade', 'churn'][i % 4]},${[29.5, 50, -20, -59.5][i % 4]}`,
    ),
  });
  expect(code).toBe(4);
  expect(asked).toMatch(
    /event_type says "new_subscription", "churn": the rows look like what happened to a recurring fee/,
  );
  expect(asked).toMatch(/sum\(case when event_type in \('churn'\) then 0 else/);
});

it('who is called the customer is, though each buys once, and not how many were bought', async () => {
  const { code, asked, config } = await proposed({
    'penjualan.csv': lines(
      'id_invoice,id_customer,tanggal,jumlah_barang,harga,kode',
      ({ order, day, units }, i) =>
        `IN${order},CU${i},${day},${units * (1 + (i % 9))},${sum(900 + 411 * (i % 10))},B${i % 10}`,
    ),
  });
  expect(code).toBe(4);
  expect(config().orders?.columns.customer_id).toBe('id_customer');
  expect(asked).toMatch(/nobody ever buys twice: id_customer/);
});

it('a key that is typed with blanks around it is one customer', async () => {
  const { code, asked } = await proposed({
    'orders.csv': lines(
      'id,phone,ordered_at,amount',
      ({ order, customer, day, cents }, i) =>
        `${order},${i % 3 === 0 ? ' ' : ''}08${100_000 + customer}-X,${day},${sum(cents)}`,
    ),
  });
  expect(code).toBe(0);
  expect(asked).not.toMatch(/another row has the same key/);
});

it('cases that open and close by time are cases', async () => {
  const { config } = await proposed({
    'orders.csv': lines(
      'id,customer_id,ordered_at,amount',
      ({ order, customer, day, cents }) => `${order},C${customer},${day},${sum(cents)}`,
    ),
    'support_requests.csv': lines(
      'request_id,customer_id,open_time,closed_time,request_type,agent_id',
      ({ order, customer, day }, i) =>
        `R${order},C${customer},${day} 10:00:00,${addDays(day, 2)} 12:00:00,${['Billing', 'Security'][i % 2]},A${i % 7}`,
    ),
  });
  expect(config().tickets?.columns).toMatchObject({ opened_at: 'open_time', resolved_at: 'closed_time' });
});

it('what it cost is sooner than another number not what it was sold for: it asks', async () => {
  const { asked, config } = await proposed({
    'transactions.csv': lines(
      'transaction_id,customer_id,transaction_date,unit_quantity,unit_cost,unit_spend,store_id',
      ({ order, customer, day, units, cents }, i) =>
        `${order},C${customer},${day},${units},${sum(units * Math.round(cents * 0.61))},${sum(units * cents)},${1 + (i % 9)}`,
    ),
  });
  expect(config().orders?.columns.amount).toBe('unit_spend');
  expect(asked).toMatch(/unit_spend is taken, but unit_cost could be it as well/);
  expect(asked).not.toMatch(/multiply it by/);
});

it('a code of discount says nothing of what became of an order', async () => {
  const { config } = await proposed({
    'orders.csv': lines(
      'id,customer_id,ordered_at,amount,discount_code',
      ({ order, customer, day, cents }, i) =>
        `${order},C${customer},${day},${sum(cents)},${['TEST99', 'SPRING', 'RETURN5'][i % 7] ?? ''}`,
    ),
  });
  expect(config().orders?.query).toBeUndefined();
});

const members = [
  'customer_id,join_date',
  ...Array.from({ length: 200 }, (_, i) => `C${i},${addDays('2023-01-01', i)}`),
];

it('contracts that do not say when they began run since their customers joined: it asks', async () => {
  const { code, asked, config } = await proposed({
    'customers.csv': members,
    'subscriptions.csv': [
      'sub_id,customer_id,box,cancel_date',
      ...Array.from(
        { length: 200 },
        (_, i) => `S${i},C${i},b${i % 3},${i % 5 === 0 ? addDays('2023-08-01', i) : ''}`,
      ),
    ],
  });
  expect(code).toBe(4);
  expect(config().subscriptions?.columns).toMatchObject({ started_at: 'joined_on', ended_at: 'cancel_date' });
  expect(asked).toMatch(/each is taken to run since join_date of customers_file/);
});

it('days on which players of a game were last seen are no contracts', async () => {
  const { config } = await proposed({
    'players.csv': members,
    'churn_events.csv': [
      'customer_id,churn_date',
      ...Array.from({ length: 200 }, (_, i) => `C${i},${addDays('2023-09-01', i % 60)}`).slice(0, 180),
    ],
    'sessions.csv': lines(
      'customer_id,started_at,level',
      ({ customer, day }, i) => `C${customer},${day} 10:00:00,l${i % 4}`,
    ),
  });
  expect(config().subscriptions).toBeUndefined();
});

it('who is billed by the year pays the price of a year, where one stands there: it asks', async () => {
  const { asked } = await proposed({
    'subscriptions.csv': [
      'sub_id,customer_id,plan_id,billing_cycle,start_date,end_date',
      ...Array.from(
        { length: 200 },
        (_, i) =>
          `S${i},C${i % 150},P${i % 4},${i % 2 ? 'Annual' : 'Monthly'},${addDays('2024-01-01', i)},${i % 4 === 0 ? addDays('2024-09-01', i) : ''}`,
      ),
    ],
    'plans.csv': [
      'plan_id,plan_name,monthly_price,annual_price',
      ...[29, 79, 149, 299].map((price, i) => `P${i},plan${i},${price},${10 * price}`),
    ],
  });
  expect(asked).toMatch(/subscription_id: sub_id/);
  expect(asked).toMatch(
    /case when billing_cycle in \('Annual'\) then try_cast\(annual_price as decimal\(18,4\)\) \/ 12 else/,
  );
});

it('a file whose lines a spreadsheet left in one cell each is told from one without times', async () => {
  const { code, said } = await proposed({
    'orders_export.csv': [
      'Name,Email,Paid at,Currency,Total;',
      ...made.map(
        ({ order, customer, day, cents }) =>
          `"#${order},c${customer}@shop.example,${day},""EUR"",${sum(cents)}";`,
      ),
    ],
  });
  expect(code).toBe(4);
  expect(said).toMatch(/Each line of .*orders_export.csv stands in one cell/);
  expect(said).not.toMatch(/evaluate/);
});

it('a dump of a database says what to do with it', async () => {
  const file = writeText(scratchFolder(), 'shop.sql', 'INSERT INTO orders VALUES (1);');
  const { code, err } = await holdfast('init', file);
  expect(code).toBe(2);
  expect(err).toMatch(/write each of its tables as CSV or Parquet/);
});

it('how members feel is no amount, whatever it makes when multiplied', async () => {
  const { config } = await proposed({
    'checkins.csv': lines(
      'member_id,date,mood,stress,activity_minutes',
      ({ customer, day }, i) => `M${customer},${day},${1 + (i % 5)},${1 + (i % 4)},${10 * (i % 7)}`,
    ),
    'profiles.csv': [
      'member_id,baseline_mood,baseline_stress,baseline_sleep',
      ...Array.from(
        { length: 120 },
        (_, i) =>
          `M${i},${sum(210 + ((i * 37) % 240))},${sum(180 + ((i * 53) % 240))},${sum(600 + ((i * 29) % 240))}`,
      ),
    ],
  });
  expect(config().orders).toBeUndefined();
});
