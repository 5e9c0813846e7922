import { mkdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { type Purchase, purchases } from './businesses.ts';
import { asked, proposed } from './proposed.ts';

const made = purchases(160, 400, 30);
const lines = (header: string, line: (one: Purchase) => string): string[] => [header, ...made.map(line)];
const first = [...new Map(made.toReversed().map(({ customer, day }) => [customer, day]))];
const hour = ({ order }: Purchase): string => `${String(8 + (order % 12)).padStart(2, '0')}:15:00`;

it('the name of a member on their visits is not what they did', async () => {
  const visits = lines(
    'member_id,name,checkin_time',
    (one) => `${one.customer},Person${one.customer % 9} Berg,${one.day} ${hour(one)}`,
  );
  const { config } = await proposed({ 'checkins.csv': visits });
  expect(config().sources.events?.columns).toEqual({
    customer_id: 'member_id',
    happened_at: 'checkin_time',
    kind: { sql: "'feature'" },
  });
});

it('what differs within a member is', async () => {
  const visits = lines(
    'member_id,first_name,class,attended_at',
    (one) =>
      `${one.customer},Person${one.customer % 9},${['yoga', 'spin', 'box'][one.order % 3]},${one.day} ${hour(one)}`,
  );
  const { config } = await proposed({ 'attendance.csv': visits });
  expect(config().sources.events?.columns).toMatchObject({ customer_id: 'member_id', name: 'class' });
});

it.each([
  ['accounts.csv', 'account_id'],
  ['subscriptions.csv', 'subscription_id'],
])('the day on which one of %s was opened is not the day of each bill', async (master, key) => {
  const { code, text } = await proposed({
    'bills.csv': lines(
      `bill_id,${key},period_no,amount`,
      ({ order, customer, cents, day }) =>
        `${order},A${customer},${Number(day.slice(5, 7))},${(cents / 100).toFixed(2)}`,
    ),
    [master]: [
      `${key},created_at,tier`,
      ...first.map(([customer, day]) => `A${customer},${day} 10:00:00,t${customer % 3}`),
    ],
  });
  expect(code).toBe(4);
  expect(text).not.toMatch(/^ +ordered_at: created_at/m);
});

it('where the day stands with the order, its lines have it from there', async () => {
  const { config } = await proposed({
    'items.csv': lines(
      'order_id,customer_id,sku,total',
      ({ order, customer, cents }) => `${order},C${customer},P${order % 40},${(cents / 100).toFixed(2)}`,
    ),
    'orders.csv': lines('order_id,created_at', (one) => `${one.order},${one.day} ${hour(one)}`),
  });
  expect(config().sources.orders?.columns).toMatchObject({
    customer_id: 'customer_id',
    ordered_at: 'created_at',
  });
});

it('goods that stand where the customer should are asked about', async () => {
  const { code, out } = await proposed({
    'ventas.csv': lines(
      'fecha;tienda_id;facturas;producto_id;cantidad;valor',
      ({ order, customer, cents, day }) =>
        `${day};7${order % 11};${1 + (order % 3)};49${1000 + customer};${1 + (order % 4)};${(cents / 100).toFixed(2)}`,
    ),
  });
  expect(code).toBe(4);
  const { open } = JSON.parse(out) as { open: { key: string; text: string; decides?: boolean }[] };
  expect(open.filter(({ decides }) => decides).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^producto_id is taken for the customer only by what it holds/),
  ]);
});

it('a log that is called usage is one of events, though it counts minutes beside', async () => {
  const { config } = await proposed({
    'orders.csv': lines(
      'order_id,customer_id,created_at,total',
      (one) => `${one.order},${one.customer},${one.day},${(one.cents / 100).toFixed(2)}`,
    ),
    'product_usage.csv': lines(
      'customer_id,usage_date,feature_used,minutes_spent',
      (one) =>
        `${one.customer},${one.day},${['Upload', 'Reports', 'Alerts'][one.order % 3]},${one.cents % 90}.${one.order % 10}5`,
    ),
  });
  expect(config().sources.events?.columns).toMatchObject({
    customer_id: 'customer_id',
    happened_at: 'usage_date',
    name: 'feature_used',
  });
});

it('days written with strokes in some rows and dashes in others are days', async () => {
  const { out } = await proposed({
    'orders.csv': lines('order_id,customer_id,created_at,total', (one) => {
      const day = one.order % 3 === 0 ? one.day.replaceAll('-', '/') : one.day;
      return `${one.order},c${one.customer},${day},${(one.cents / 100).toFixed(2)}`;
    }),
  });
  const { sources } = JSON.parse(out) as { sources: { name: string; kept: number }[] };
  expect(sources.find(({ name }) => name === 'orders')).toMatchObject({ kept: made.length });
});

it('a comma in a cell that nothing quotes spoils its line and not the table', async () => {
  const { config, out } = await proposed({
    'orders.csv': lines('order_id,customer_id,order_date,ship_to,total', (one) => {
      const place = one.order % 5 === 0 ? 'Av. Copacabana, 267' : 'Obere Str. 57';
      return `${one.order},c${one.customer},${one.day},${place},${(one.cents / 100).toFixed(2)}`;
    }),
  });
  expect(config().inputs.orders_file).toMatchObject({ format: 'csv', delimiter: ',', header: true });
  const { open } = JSON.parse(out) as { open: { key: string; text: string; decides?: boolean }[] };
  expect(open.filter(({ key, decides }) => decides && key === 'sources.orders')).toHaveLength(1);
});

it('units that happen to number the lines of an order are units', async () => {
  const header = 'invoice,customer,date,sku,units,each';
  const rows = made.flatMap(({ order, customer, day }) =>
    Array.from(
      { length: 1 + (order % 3) },
      (_, k) => `${order},C${customer},${day},P${(order + k) % 30},${1 + k},${3 + ((order + k) % 30)}.99`,
    ),
  );
  const { config } = await proposed({ 'lines.csv': [header, ...rows] });
  expect(config().sources.orders?.columns.amount).toEqual({
    sql: 'try_cast(units as decimal(19,4)) * try_cast(each as decimal(18,4))',
  });
});

it('amounts named after one currency on rows of several are asked about before they are converted', async () => {
  const { out } = await proposed({
    'orders.csv': lines(
      'order_id,customer,date,amount_eur,currency',
      ({ order, customer, day, cents }) =>
        `${order},C${customer},${day},${(cents / 100).toFixed(2)},${customer % 2 ? 'USD' : 'EUR'}`,
    ),
  });
  expect(asked(out)).toEqual([
    expect.stringMatching(/^amount_eur is named after EUR, .* already converted\?/),
  ]);
});

it('whole numbers beside ids of a payment provider are asked about: they may be cents', async () => {
  const charges = (prefix: string) =>
    lines(
      'id,customer,created,amount,currency',
      ({ order, customer, day, cents }) =>
        `${prefix}${order},${prefix}c${customer},${Date.parse(day) / 1000},${cents},usd`,
    );
  const program = await proposed({ 'charges.csv': charges('ch_') });
  expect(asked(program.out)).toEqual([expect.stringMatching(/^amount holds only whole numbers.*cents\?/)]);
  const shop = await proposed({ 'charges.csv': charges('A') });
  expect(asked(shop.out).filter((text) => /cents/.test(text))).toEqual([]);
});

it('ends that go on behind the last start are of days that the files cover', async () => {
  const contracts = (end: (customer: number, day: string) => string) => ({
    'members.csv': [
      'member,joined,cancelled,monthly_fee',
      ...first.map(
        ([customer, day]) => `M${customer},${day},${end(customer, day)},${customer % 2 ? 9.9 : 19.9}`,
      ),
    ],
  });
  const until = (out: string) => (JSON.parse(out) as { business: { dataUntil: string } }).business.dataUntil;
  const lastStart =
    first
      .map(([, day]) => day)
      .sort()
      .at(-1) ?? '';
  const lived = await proposed(
    contracts((customer, day) => (customer % 3 ? addDays(day, 20 + ((customer * 37) % 400)) : '')),
  );
  expect(until(lived.out) > addDays(lastStart, 100)).toBe(true);
  expect(asked(lived.out)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^no contract begins after .* contracts end until/)]),
  );
  const planned = await proposed(contracts((customer, day) => (customer % 3 ? addDays(day, 365) : '')));
  expect(until(planned.out)).toBe(addDays(lastStart, 1));
});

it('ends in a list of leavers count for the last day, and no question is asked where contracts still begin', async () => {
  const every = (days: number) =>
    first.map(([customer], i) => [customer, addDays('2021-01-04', days * i)] as const);
  const leaving = (days: number) =>
    every(days).flatMap(([customer, day], i) =>
      i % 2 ? [`M${customer},${addDays(day, 35 + ((i * 37) % 200))},moved`] : [],
    );
  const files = (days: number, left: readonly string[]) => ({
    'contracts.csv': [
      'contract_id,customer,start_date,monthly_fee',
      ...every(days).map(
        ([customer, day]) => `M${customer},C${customer},${day},${customer % 2 ? 9.9 : 19.9}`,
      ),
    ],
    'leavers.csv': ['contract_id,left_on,reason', ...left],
  });
  const decided = ({ out }: { out: string }) =>
    (JSON.parse(out) as { open: { key: string; decides?: boolean }[] }).open
      .filter(({ decides }) => decides)
      .map(({ key }) => key);
  const lastOf = (left: readonly string[]) =>
    left
      .map((row) => row.split(',')[1] ?? '')
      .sort()
      .at(-1) ?? '';
  const until = ({ out }: { out: string }) =>
    (JSON.parse(out) as { business: { dataUntil: string } }).business.dataUntil;

  const stopped = await proposed(files(2, leaving(2)));
  expect(until(stopped)).toBe(addDays(lastOf(leaving(2)), 1));
  expect(decided(stopped)).toEqual(['business.dataUntil']);

  // the last contract began as long ago as contracts have paused before
  const lastStart = every(12).at(-1)?.[1] ?? '';
  const lastEnd = addDays(lastStart, 10);
  const before = leaving(12).filter((row) => (row.split(',')[1] ?? '') <= lastStart);
  const few = [...before, `M${first[0]?.[0]},${lastEnd},moved`];
  const quiet = await proposed(files(12, few));
  expect(until(quiet)).toBe(addDays(lastEnd, 1));
  expect(decided(quiet)).toEqual([]);
});

const decimal = (cents: number): string => (cents / 100).toFixed(2);

it.each([
  [
    'the sum without tax, by rates and names',
    'Total,Total incl. tax',
    (cents: number) => `${decimal(cents)},${decimal(Math.round(cents * 1.2))}`,
    'Total',
    [],
  ],
  [
    'the smaller of two, and asks where no name says which has the tax',
    'Total,Total 2',
    (cents: number) => `${decimal(Math.round(cents * 1.19))},${decimal(cents)}`,
    'Total 2',
    ['sources.orders.columns.amount'],
  ],
  [
    'any, and asks, where they differ otherwise',
    'Total,Total B',
    (cents: number) => `${decimal(cents)},${decimal(cents + (cents % 977))}`,
    'Total',
    ['sources.orders.columns.amount'],
  ],
  [
    'what was sold, where tax and carriage make up the other',
    'Total,Shipping,Tax,Total B',
    (cents: number) =>
      `${decimal(cents)},4.90,${decimal((cents * (cents % 977)) / 9770)},${decimal(cents + 490 + Math.round((cents * (cents % 977)) / 9770))}`,
    'Total',
    [],
  ],
  [
    'less the discount, where tax and a discount make up the other',
    'Total,Discount,Tax,Total B',
    (cents: number) => {
      const [less, tax] = [cents % 131, (cents * 7) % 313];
      return `${decimal(cents)},${decimal(less)},${decimal(tax)},${decimal(cents - less + tax)}`;
    },
    expect.objectContaining({ sql: expect.stringMatching(/Total.* - coalesce\(abs\(.*Discount/) }),
    [],
  ],
])('of two totals it takes %s', async (_, header, sums, amount, asked) => {
  const { config, out } = await proposed({
    'orders.csv': lines(`order_id,customer_id,day,${header}`, ({ order, customer, day, cents }) => {
      return `${order},C${customer},${day},${sums(cents)}`;
    }),
  });
  expect(config().sources.orders?.columns.amount).toEqual(amount);
  const { open } = JSON.parse(out) as { open: { key: string; decides?: boolean }[] };
  expect(open.filter(({ decides }) => decides).map(({ key }) => key)).toEqual(asked);
});

it('sums on some rows of a log of events are asked about', async () => {
  const { out, config } = await proposed({
    'events.csv': lines('device_id,event_time,event_name,revenue', ({ customer, order, day, cents }) => {
      const isSale = order % 3 === 0;
      return `D${customer},${day} 10:00:00,${isSale ? 'purchase' : 'visit'},${isSale ? decimal(cents) : ''}`;
    }),
  });
  expect(config().sources).toHaveProperty('events');
  const { open } = JSON.parse(out) as { open: { key: string; text: string; decides?: boolean }[] };
  expect(open.filter(({ decides }) => decides).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^revenue holds sums on 33% of the rows/),
  ]);
});

it.each([
  ['december', 'january'],
  ['stycznia', 'grudnia'],
])('months in words that begin as an ordinal ends are read: %s', async (...words) => {
  const orders = lines('order_id,customer_id,day,total', ({ order, customer, day, cents }) => {
    const word = words[Number(day.slice(5, 7)) % 2];
    return `${order},c${customer},${Number(day.slice(8))} ${word} ${day.slice(0, 4)},${decimal(cents)}`;
  });
  const { out } = await proposed({ 'orders.csv': orders });
  const { sources } = JSON.parse(out) as { sources: { name: string; setAside?: number }[] };
  expect(sources.find(({ name }) => name === 'orders')?.setAside).toBe(0);
});

it('tables under the keys of one JSON object are tables of their own', async () => {
  const text = JSON.stringify({
    exported: '2024-01-01',
    people: first.map(([customer], i) => ({ id: customer, label: `Number ${i}`, land: 'DE' })),
    sold: made.map(({ order, customer, day, cents }) => ({
      order,
      customer_id: customer,
      day,
      total: cents / 100,
    })),
  });
  const { config, code } = await proposed({ 'export.json': [text] });
  expect(code).toBe(0);
  expect(Object.values(config().inputs).map(({ format, sheet }) => [format, sheet])).toEqual([
    ['json', 'people'],
    ['json', 'sold'],
  ]);
  expect(config().sources.orders).toMatchObject({ from: 'sold', columns: { amount: 'total' } });
});

const bought = lines(
  'order_id,customer_id,created_at,total',
  (one) => `${one.order},C${one.customer},${one.day},${(one.cents / 100).toFixed(2)}`,
);

it('cases of which some were rated are cases, and their rating is spoken of', async () => {
  const { config, out } = await proposed({
    'orders.csv': bought,
    'helpdesk.csv': lines(
      'ticket,requester,submitted_at,solved_at,topic,csat',
      ({ order, customer, day }) =>
        `T${order},C${customer},${day} 09:00,${addDays(day, 2)} 10:00,${order % 2 ? 'bug' : 'billing'},${order % 3 ? 1 + (order % 5) : ''}`,
    ),
  });
  expect(config().sources).not.toHaveProperty('surveys');
  expect(config().sources.tickets?.columns).toMatchObject({
    ticket_id: 'ticket',
    opened_at: 'submitted_at',
    resolved_at: 'solved_at',
  });
  expect(out).toMatch(/csat of helpdesk rates some of these cases/);
});

it('of two times of an answer the one that is blank where the score is says when it was given', async () => {
  const { config } = await proposed({
    'orders.csv': bought,
    'umfrage.csv': lines('Kunde,Gesendet am,Beantwortet am,Weiterempfehlung', ({ order, customer, day }) =>
      order % 3 ? `C${customer},${day},${addDays(day, 1)},${order % 11}` : `C${customer},${day},,`,
    ),
  });
  expect(config().sources.surveys?.columns).toMatchObject({
    invited_at: 'Gesendet am',
    answered_at: 'Beantwortet am',
  });
});

it('orders of which each bears another address become a config that asks', async () => {
  const { code, out, config } = await proposed({
    'orders.csv': lines(
      'order_id,email,date,total',
      ({ order, day, cents }) => `${order},u${order}@example.org,${day},${(cents / 100).toFixed(2)}`,
    ),
  });
  expect(code).toBe(4);
  expect(config().sources.orders?.columns).toMatchObject({ customer_id: 'email', amount: 'total' });
  const { open } = JSON.parse(out) as { open: { text: string; decides?: boolean }[] };
  expect(open.filter(({ decides }) => decides).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^nobody ever buys twice: email/),
  ]);
});

it.each([
  ['seconds as a floating number', (seconds: number) => `${seconds}.0`],
  ['milliseconds as a floating number', (seconds: number) => `${seconds}000.0`],
  ['seconds with their parts', (seconds: number) => `${seconds}.250`],
  ['microseconds', (seconds: number) => `${seconds}000000`],
  ['seconds in scientific notation', (seconds: number) => seconds.toExponential(9)],
])('%s since 1970 are times', async (_, write) => {
  const orders = lines('order_id,customer_id,created,total', (one) => {
    const seconds = Date.parse(`${one.day}T${hour(one)}Z`) / 1000;
    return `${one.order},c${one.customer},${write(seconds)},${(one.cents / 100).toFixed(2)}`;
  });
  const { out } = await proposed({ 'orders.csv': orders });
  const { business, sources } = JSON.parse(out) as {
    business: { dataUntil: string };
    sources: { name: string; quarantined?: number }[];
  };
  expect(business.dataUntil).toBe(addDays(made.at(-1)?.day ?? '', 1));
  expect(sources.map(({ name }) => name)).toEqual(['customers', 'orders']);
});

it('a dozen files with one header are one table, whatever they are called', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/data`);
  for (let i = 0; i < 12; i++) {
    const some = made.filter(({ order }) => order % 12 === i);
    const rows = some.map(({ order, customer, day, cents }) => `${order},c${customer},${day},${cents / 100}`);
    const name = `${['north', 'south', 'west'][i % 3]}_${i}.csv`;
    writeText(folder, `data/${name}`, ['order_id,customer_id,date,total', ...rows, ''].join('\n'));
  }
  const out = `${folder}/holdfast.yaml`;
  await holdfast('init', `${folder}/data`, '--out', out);
  expect(Object.keys(readConfig(readFileSync(out, 'utf8'), out).inputs)).toEqual(['data']);
});

it.each([
  ['product_reviews.csv', 'review_id,customer_id,product_id,rating,review_date,review_text', true],
  ['reviews.csv', 'id,order_id,product_id,stars,written,message', false],
])('reviews without a platform are reviews, not answers: %s', async (name, header, isNamed) => {
  const { config } = await proposed({
    'orders.csv': bought,
    [name]: lines(
      header,
      ({ order, customer, day }) =>
        `R${order},${isNamed ? `C${customer}` : order},P${order % 20},${1 + (order % 5)},${addDays(day, 9)},good shoes`,
    ),
  });
  expect(config().sources).not.toHaveProperty('surveys');
  const { columns } = config().sources.reviews ?? {};
  expect(columns).toMatchObject({ platform: { sql: "'own'" }, place: 'product_id' });
  expect(columns?.customer_id).toBe('customer_id');
});

it('reviews that were asked for are answers, and it says so', async () => {
  const { config, out } = await proposed({
    'orders.csv': bought,
    'order_reviews.csv': lines(
      'review_id,order_id,review_score,review_comment_message,review_creation_date,review_answer_timestamp',
      ({ order, day }) => `R${order},${order},${1 + (order % 5)},,${day},${addDays(day, 2)} 10:00:00`,
    ),
  });
  expect(config().sources).not.toHaveProperty('reviews');
  expect(config().sources.surveys?.columns).toMatchObject({
    score: 'review_score',
    invited_at: 'review_creation_date',
    answered_at: 'review_answer_timestamp',
  });
  expect(out).toMatch(/order_reviews says when it was answered/);
});

it.each([
  ['no longer than contracts pause: its last day counts', 9, 1],
  ['for longer: it is said', 300, 0],
])('cases that go on behind the last start and end, %s', async (_, apart, counts) => {
  const joined = first.map(([customer], i) => [customer, addDays('2021-01-04', 6 * i)] as const);
  const lastStart = joined.at(-1)?.[1] ?? '';
  const cases = Array.from({ length: 400 }, (_, i) => addDays(lastStart, apart - i));
  const { out, config } = await proposed({
    'contracts.csv': [
      'contract_id,customer_id,start_date,end_date,monthly_fee',
      ...joined.map(
        ([customer, day], i) =>
          `K${customer},C${customer},${day},${i % 4 || i > 60 ? '' : addDays(day, 30 + ((i * 37) % 99))},${i % 2 ? 9.9 : 19.9}`,
      ),
    ],
    'tickets.csv': [
      'ticket_id,customer_id,opened_at,closed_at,reason',
      ...cases.map(
        (day, i) =>
          `T${i},C${joined[i % joined.length]?.[0]},${day},${addDays(day, 2)},${i % 2 ? 'bill' : 'bug'}`,
      ),
    ],
  });
  expect(Object.keys(config().sources)).toEqual(['customers', 'tickets', 'subscriptions']);
  const { business, open } = JSON.parse(out) as {
    business: { dataUntil: string };
    open: { key: string; text: string }[];
  };
  expect(business.dataUntil).toBe(addDays(lastStart, 1 + counts * apart));
  const said = open.filter(({ text }) => /^tickets go on until/.test(text));
  expect(said).toHaveLength(1 - counts);
});

const stayed = first.map(([customer, day], i) => ({
  customer,
  day,
  left: i % 3 ? '' : addDays(day, 40 + ((i * 37) % 200)),
}));

it.each([
  ['beside their fee', { fee: ',monthly_fee', of: ',9.90' }],
  ['with the fee of a plan elsewhere', { fee: ',plan', of: ',basic' }],
])('a table of users that says when some left holds contracts, %s', async (_, { fee, of }) => {
  const { config, out } = await proposed({
    'users.csv': [
      `user_id,signup_date,churn_date${fee}`,
      ...stayed.map(
        ({ customer, day, left }, i) =>
          `U${customer},${day},${left}${i % 2 ? of : of.replace('9.90', '19.90').replace('basic', 'pro')}`,
      ),
    ],
    'plans.csv': ['plan,monthly_price', 'basic,9.90', 'pro,19.90'],
  });
  expect(config().sources.subscriptions?.columns).toMatchObject({
    customer_id: 'user_id',
    started_at: 'signup_date',
    ended_at: 'churn_date',
    monthly_amount: of === ',basic' ? 'monthly_price' : 'monthly_fee',
  });
  expect(config().sources).toHaveProperty('customers');
  expect(out).toMatch(/user_id of users counts as a contract from signup_date to churn_date/);
});

it('of calls the two phones are asked about once, and nothing is taken for a price', async () => {
  const phone = (customer: number) => `4860012${1000 + customer}`;
  const calls = lines(
    'caller,callee,started,seconds',
    ({ order, customer, day }) =>
      `${phone(customer)},${phone((customer * 7 + order) % 160)},${day} 10:15:00,${1 + ((order * 37) % 900)}`,
  );
  const { out } = await proposed({ 'cdr.csv': calls });
  expect(asked(out)).toEqual([
    expect.stringMatching(/^call(er|ee) is taken, but call(er|ee) could be it as well/),
  ]);
});

it('of a wide table the columns that may be of an order are compared, wherever they stand', async () => {
  const header = [
    ...Array.from({ length: 80 }, (_, i) => `attr_${i}`),
    'nr',
    'klient',
    'kiedy',
    'szt',
    'za_sztuke',
    'razem',
  ];
  const rows = made.map(({ order, customer, day, units, cents }) => {
    const each = 100 + (cents % 900);
    const attributes = Array.from({ length: 80 }, (_, i) => `x${(order * (i + 3)) % 9}`);
    return [...attributes, order, `K${customer}`, day, units, decimal(each), decimal(units * each)].join(',');
  });
  const { config, text } = await proposed({ 'wide.csv': [header.join(','), ...rows] });
  expect(config().sources.orders?.columns).toMatchObject({
    order_id: 'nr',
    quantity: 'szt',
    amount: 'razem',
  });
  expect(text).toMatch(/13 of its columns were not compared/);
});

it('small files with the header of a large one are parts of its table', async () => {
  const header = 'order_id,customer_id,order_date,sku,note,total';
  const year = (wanted: string) =>
    lines(header, ({ order, customer, day, cents }) =>
      day.startsWith(wanted) ? `${order},C${customer},${day},P${order % 20},,${decimal(cents)}` : '',
    ).filter((line) => line !== '');
  const { config, out } = await proposed({
    'sold_2024.csv': year('2024'),
    'sold_2025.csv': year('2025'),
    'sold_2026.csv': [header, '99999,C1,2025-02-03,P1,,5.00'],
  });
  for (const year of ['2024', '2025', '2026'])
    expect(config().sources.orders?.query).toContain(`from sold_${year} u`);
  expect(asked(out)).toEqual([]);
});

it.each(['refunds.csv', 'sold_cancelled.csv', 'retouren.csv'])(
  'the columns of orders make no sales of %s',
  async (name) => {
    const header = 'order_id,customer_id,order_date,total';
    const row = ({ order, customer, day, cents }: Purchase) =>
      `${order},C${customer},${day},${decimal(cents)}`;
    const { config, code, out } = await proposed({
      'sold.csv': lines(header, row),
      [name]: [header, ...made.filter(({ order }) => order % 20 === 0).map(row)],
    });
    expect(code).toBe(4);
    expect(config().sources.orders).toMatchObject({ from: 'sold', columns: { order_id: 'order_id' } });
    expect(asked(out)).toEqual([expect.stringMatching(/by its name its rows are no sales/)]);
  },
);

it('of a short export in which nobody comes back, orders that fell through are left out and totals count once', async () => {
  const orders = Array.from({ length: 60 }, (_, i) => ({
    name: `#${1001 + i}`,
    email: `c${i}@example.org`,
    status: i % 5 === 0 ? 'voided' : 'paid',
    at: `${addDays('2024-05-13', Math.floor(i / 12))} 10:${10 + (i % 50)}:00`,
    cents: 2000 + ((i * 1771) % 9000),
  }));
  const rows = orders.flatMap(({ name, email, status, at, cents }, i) => [
    `${name},${email},${status},${at},${decimal(cents)},${decimal(cents + 490)},1,P${i % 7},${decimal(cents - 700)}`,
    `${name},${email},,,,,1,P${(i + 3) % 7},7.00`,
  ]);
  const header =
    'Name,Email,Financial Status,Created at,Subtotal,Total,Lineitem quantity,Lineitem sku,Lineitem price';
  const { config } = await proposed({ 'orders_export.csv': [header, ...rows] });
  const { query, columns } = config().sources.orders ?? {};
  expect(query).toMatch(/not in \('voided'\)/);
  expect(columns).toMatchObject({ order_id: 'Name', customer_id: 'Email' });
  expect(JSON.stringify(columns?.amount)).toMatch(/row_number\(\) over \(partition by Name/);
});

const moods = ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'];

it('answers in the words of a usual scale are points', async () => {
  const { config, code } = await proposed({
    'orders.csv': bought,
    'survey.csv': lines(
      'response_id,customer_id,answered_on,satisfaction',
      ({ order, customer, day }) => `A${order},C${customer},${addDays(day, 3)},${moods[order % 5]}`,
    ),
  });
  expect(code).toBe(0);
  expect(config().sources.surveys?.columns).toMatchObject({
    score: { sql: expect.stringContaining("when 'Very dissatisfied' then '1' when 'Dissatisfied' then '2'") },
    scale_max: { sql: "'5'" },
    kind: { sql: "'csat'" },
  });
});

it.each([
  ['price', 365, 1],
  ['price', 30, 0],
  ['monthly_price', 365, 0],
])(
  'a %s of contracts that last %i days is asked about %i times: it may be that of the whole term',
  async (fee, days, times) => {
    const rows = first.map(
      ([customer, day], i) =>
        `K${customer},C${customer},${day},${i % 9 ? addDays(day, days) : ''},${i % 2 ? 588 : 684}.00`,
    );
    const { out } = await proposed({
      'passes.csv': [`contract_id,customer_id,start_date,end_date,${fee}`, ...rows],
    });
    expect(asked(out).filter((text) => /price of the whole term/.test(text))).toHaveLength(times);
  },
);

it('a table that shares no ids with the only log takes nothing from it', async () => {
  const { config, out } = await proposed({
    'checkins.csv': lines(
      'id,member_id,at',
      (one) => `k${one.order},M${one.customer},${one.day} ${hour(one)}`,
    ),
    'customers.csv': [
      'customer_id,email,joined',
      ...first.map(([customer, day]) => `Z${customer + 900},z${customer}@example.org,${day}`),
    ],
  });
  expect(config().sources.events?.columns).toMatchObject({ customer_id: 'member_id' });
  expect(asked(out)).toEqual([expect.stringMatching(/customers.csv is not used: hardly any of its ids/)]);
});

it.each([
  ['shop_orders_dataset.csv', 'nr'],
  ['january.csv', 'order_id'],
])('orders without amounts are asked about, whatever the file is called: %s', async (name, number) => {
  const { out } = await proposed({
    [name]: lines(
      `${number},customer_id,status,ordered`,
      ({ order, customer, day }) => `${order},C${customer},${order % 9 ? 'delivered' : 'canceled'},${day}`,
    ),
  });
  expect(asked(out)).toEqual([expect.stringMatching(/says what was paid, so its rows count as visits/)]);
});

it('words of a status are understood behind what all begin with', async () => {
  const words = ['wc-completed', 'wc-processing', 'wc-cancelled', 'wc-failed'];
  const { config } = await proposed({
    'orders.csv': lines(
      'order_id,customer_id,day,status,total',
      ({ order, customer, day, cents }) =>
        `${order},C${customer},${day},${words[order % 4]},${decimal(cents)}`,
    ),
  });
  expect(config().sources.orders?.query).toMatch(/not in \('wc-\w+', 'wc-\w+'\)/);
});

it('a status in words that nobody here knows is asked about, however many rows bear each', async () => {
  const { out } = await proposed({
    'orders.csv': lines(
      'order_id,customer_id,day,order_status,total',
      ({ order, customer, day, cents }) =>
        `${order},C${customer},${day},${['blarg', 'flurb', 'gronk'][order % 3]},${decimal(cents)}`,
    ),
  });
  expect(asked(out)).toEqual([expect.stringMatching(/^order_status is not understood/)]);
});

it('rows called refunds are asked about where a sum of refunds says nothing of them', async () => {
  const { out } = await proposed({
    'transactions.csv': lines(
      'transaction_id,customer_id,day,event_type,net_sales,partial_refunds',
      ({ order, customer, day, cents }) =>
        `${order},C${customer},${day},${order % 30 ? 'Payment' : 'Refund'},${decimal(cents)},${order % 30 === 7 ? '1.00' : '0.00'}`,
    ),
  });
  expect(asked(out)).toEqual([expect.stringMatching(/^event_type calls some rows "Refund"/)]);
});

it('fees of contracts that are billed by the month or by the year are asked about', async () => {
  const row = ([customer, day]: readonly [number, string], i: number) =>
    `sub_${customer},cus_${customer},${day},${i % 3 ? '' : addDays(day, 30 + ((i * 37) % 200))},${i % 5 ? 'month' : 'year'},${i % 5 ? 9.9 : 99}`;
  const { out } = await proposed({
    'subscriptions.csv': ['id,customer,start_date,ended_at,interval,amount', ...first.map(row)],
  });
  expect(asked(out)).toContainEqual(
    expect.stringMatching(/interval says that not all are billed by the month/),
  );
});

it('the end of one contract of a customer is not that of the others', async () => {
  const rows = first.flatMap(([customer, day], i) =>
    [0, 1].slice(0, 1 + (i % 2)).map((k) => {
      const start = addDays(day, 90 * k);
      const end = i % 3 || k > 0 ? '' : addDays(start, 60);
      return `S${customer}-${k},C${customer},${start},${end === '' ? addDays(start, 400) : ''},${end},9.90`;
    }),
  );
  const { config } = await proposed({
    'subscriptions.csv': [
      'subscription_id,customer_id,started_at,next_billing_at,cancelled_at,monthly_price',
      ...rows,
    ],
  });
  expect(config().sources.subscriptions).toMatchObject({
    from: 'subscriptions_file',
    columns: { ended_at: 'cancelled_at' },
  });
});

it('what is larger where there are more units is no price of one, whatever it is called', async () => {
  const { config, out } = await proposed({
    'orders.csv': lines(
      'order_id,customer_id,day,quantity,item_price',
      ({ order, customer, day, units }) =>
        `${order},C${customer},${day},${units},${decimal(units * (1000 + ((order * 37) % 90)))}`,
    ),
  });
  expect(config().sources.orders?.columns.amount).toBe('item_price');
  expect(asked(out)).toEqual([expect.stringMatching(/Is it the price of one\?/)]);
});
