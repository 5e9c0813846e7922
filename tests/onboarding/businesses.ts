import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { addDays } from '../../contracts/business-day.ts';
import { type RandomStream, randomStream } from '../../models/numerics.ts';
import { writeText } from '../support/scratch.ts';

/** Businesses that never were, written as their systems would: names, dialects and dates of their own. */

export interface Purchase {
  readonly order: number;
  readonly customer: number;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly units: number;
  readonly cents: number;
}

/** Purchases of customers who each come back after so many days on average, until they stay away for good. */
export function purchases(
  customers: number,
  days: number,
  everyDays: number,
  first = '2024-01-01',
): Purchase[] {
  const random = randomStream(7, 'purchases');
  const made: Omit<Purchase, 'order'>[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const pace = everyDays * (0.5 + random.uniform());
    let day = random.integer(Math.ceil(days / 2));
    while (day < days && random.uniform() < 0.95) {
      const units = 1 + random.integer(5);
      made.push({ customer, day: addDays(first, day), units, cents: units * (99 + random.integer(200_000)) });
      day += Math.max(1, Math.round(-Math.log(1 - random.uniform()) * pace));
    }
  }
  const last = { customer: 0, day: addDays(first, days - 1), units: 1, cents: 1999 };
  return [...made, last]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((one, i) => ({ ...one, order: 10_000 + i }));
}

const dotted = (day: string): string => day.split('-').reverse().join('.');
const german = (cents: number): string =>
  (cents / 100).toLocaleString('de-DE', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const table = (header: string, rows: readonly string[], end = '\n'): string =>
  [header, ...rows, ''].join(end);

/** An ERP's export: Latin-1, semicolons, decimal commas, days first; refunds by a word, without a sign. */
export function germanShop(folder: string): string[] {
  const orders = purchases(700, 720, 40).map(
    ({ order, customer, day, units, cents }, i) =>
      `${order};K-${customer};${dotted(day)};A${order % 40};${units};${german(cents)};${i % 25 === 0 ? 'Gutschrift' : 'Verkauf'}`,
  );
  const customers = Array.from(
    { length: 700 },
    (_, i) =>
      `K-${i};Müller ${i} & Söhne;${i % 9 === 0 ? 'Österreich' : 'Deutschland'};01.0${1 + (i % 9)}.2023;${i % 5 === 0 ? 'nein' : 'ja'}`,
  );
  const latin1 = (name: string, text: string) => writeText(folder, name, Buffer.from(text, 'latin1'));
  return [
    latin1(
      'Auftragspositionen.csv',
      table(
        'Auftragsnummer;Kundennummer;Belegdatum;Artikelnummer;Menge;Nettobetrag;Vorgangsart',
        orders,
        '\r\n',
      ),
    ),
    latin1('Kunden.csv', table('Kundennummer;Firma;Land;Kunde seit;Einwilligung', customers, '\r\n')),
  ];
}

/** A Polish shop: UTF-8, amounts with zł behind them, a file for each year. */
export function polishShop(folder: string): string[] {
  const all = purchases(650, 500, 35);
  const row = ({ order, customer, day, units, cents }: Purchase) =>
    `ZAM/${order};${1000 + customer};${dotted(day)} 1${order % 9}:05;${units};${german(cents).replace('.', ' ')} zł`;
  const header = 'Numer zamówienia;Nr klienta;Data zamówienia;Ilość;Wartość netto';
  const year = (wanted: string) => all.filter(({ day }) => day.startsWith(wanted)).map(row);
  return ['2024', '2025'].map((wanted) =>
    writeText(folder, `zamówienia_${wanted}.csv`, table(header, year(wanted))),
  );
}

const plans = [
  ['Team', '49.50'],
  ['Pro', '99.00'],
] as const;

interface Usage {
  readonly account: string[];
  readonly at: Date[];
  readonly type: string[];
}

const pickOf = (random: RandomStream, values: readonly string[]): string =>
  values[random.integer(values.length)] ?? '';

/** What an account does in the product from its start until it leaves. */
function liveUsage(
  usage: Usage,
  account: string,
  start: number,
  until: number,
  random: RandomStream,
  day: (n: number) => string,
): void {
  for (let at = start + random.integer(9); at < until; at += 1 + random.integer(9)) {
    usage.account.push(account);
    usage.at.push(new Date(`${day(at)}T${10 + random.integer(9)}:00:00Z`));
    usage.type.push(pickOf(random, ['login', 'export', 'report_created', 'error_500']));
  }
}

/** Software by subscription: accounts, contracts, cases, two surveys, usage as Parquet, mails. */
export function software(folder: string): string[] {
  const random = randomStream(11, 'software');
  const day = (n: number) => addDays('2023-06-01', n);
  const days = 900;
  const accounts: string[] = [];
  const contracts: string[] = [];
  const cases: string[] = [];
  const nps: string[] = [];
  const csat: string[] = [];
  const mails: string[] = [];
  const usage: Usage = { account: [], at: [], type: [] };
  for (let i = 0; i < 600; i++) {
    const account = `acc_${i}`;
    const start = random.integer(days - 60);
    const end = random.uniform() < 0.4 ? start + 30 + random.integer(days) : Number.POSITIVE_INFINITY;
    const until = Math.min(days, end);
    const left = end < days;
    const country = i % 3 === 0 ? 'US' : 'GB';
    accounts.push(
      `${account},Company ${i},${day(start)}T08:00:00Z,${country},${i % 4 === 0},${left ? 'churned' : 'active'}`,
    );
    const [plan, fee] = plans[i % 2]!;
    contracts.push(`${account},${plan},${day(start)},${left ? day(end) : ''},${fee},USD`);
    liveUsage(usage, account, start, until, random, day);
    for (let at = start + random.integer(90); at < until; at += 20 + random.integer(200)) {
      const opened = `${day(at)} 09:30:00`;
      const closed = at + 2 < days ? `${day(at + 2)} 16:00:00` : '';
      cases.push(
        `C-${cases.length},${account},${opened},${closed},${pickOf(random, ['billing', 'bug', 'how to'])}`,
      );
      mails.push(`${mails.length},${account},${opened},spring ${at % 3},email,0.02`);
      if (at + 1 >= days) continue;
      nps.push(`N${nps.length},${account},${day(at)},${random.integer(11)},fine`);
      csat.push(`${account},${day(at)},${day(at + 1)},${1 + random.integer(5)}`);
    }
  }
  const parquet = (name: string, from: number, to: number) => {
    const cut = <T>(values: T[]) => values.slice(from, to);
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'account_id', data: cut(usage.account), type: 'STRING' },
        { name: 'event_time', data: cut(usage.at), type: 'TIMESTAMP' },
        { name: 'event_type', data: cut(usage.type), type: 'STRING' },
      ],
    });
    writeText(join(folder, 'usage_events'), name, new Uint8Array(bytes));
  };
  mkdirSync(join(folder, 'usage_events'));
  parquet('part-0.parquet', 0, 20_000);
  parquet('part-1.parquet', 20_000, usage.account.length);
  writeText(
    folder,
    'accounts.csv',
    table('account_id,company,created_at,country,unsubscribed,status', accounts),
  );
  writeText(
    folder,
    'subscriptions.csv',
    table('account_id,plan,start_date,end_date,mrr,currency', contracts),
  );
  writeText(folder, 'support_cases.csv', table('case_id,account_id,created_at,closed_at,category', cases));
  writeText(folder, 'nps_survey.csv', table('response_id,account_id,survey_date,nps_score,comment', nps));
  writeText(folder, 'csat_survey.csv', table('account_id,sent_at,answered_at,rating', csat));
  writeText(folder, 'mailings.csv', table('message_id,account_id,sent_at,campaign,channel,cost', mails));
  return [folder];
}

/** Orders in two tables, as a shop's database keeps them. */
export function shopDatabase(folder: string): string[] {
  const all = purchases(600, 400, 45);
  const orders = all.map(
    ({ order, customer, day }) =>
      `${order},${customer},${day} 10:00:00,${order % 30 ? 'complete' : 'cancelled'}`,
  );
  const items = all.flatMap(({ order, units, cents }) =>
    [0, 1]
      .slice(0, 1 + (order % 2))
      .map((i) => `${order}${i},${order},SKU${order % 50},${units},${(cents / 100 / units).toFixed(2)}`),
  );
  return [
    writeText(folder, 'orders.csv', table('id,customer_id,created_at,status', orders)),
    writeText(folder, 'order_items.csv', table('id,order_id,sku,quantity,unit_price', items)),
  ];
}
