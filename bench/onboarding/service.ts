import { randomStream } from '../../models/numerics.ts';
import type { Business } from './businesses.ts';
import { dates } from './dialects.ts';
import { plainly, type Sheet, writeSheets } from './files.ts';
import { writeShop } from './shop.ts';

/** What stands beside orders and contracts: monthly snapshots, spend, reviews, mails, tickets and answers. */

const dayMs = 86_400_000;
const from = Date.UTC(2022, 0, 1);
const dayOf = (day: number): string => dates.iso(from + day * dayMs);

/** A row an account a month while it pays: when the rows stop, the contract has ended. */
export const snapshots = (name: string): Business => ({
  name,
  short: false,
  write: (folder) => {
    const random = randomStream(16, 'snapshots');
    const rows: string[][] = [];
    let ends = 0;
    for (let account = 0; account < 140; account++) {
      const first = random.integer(8);
      const last = random.uniform() < 0.35 ? first + 2 + random.integer(14) : 23;
      if (last < 23) ends += 1;
      for (let month = first; month <= Math.min(last, 23); month++)
        rows.push([
          `A-${account}`,
          dates.iso(Date.UTC(2022, month, 1)),
          account % 3 ? 'Basic' : 'Pro',
          account % 3 ? '19.00' : '49.00',
        ]);
    }
    const sheet = { name: 'mrr_by_month', header: ['account', 'month', 'plan', 'mrr'], rows };
    return { files: writeSheets(folder, [sheet], plainly), truth: { contracts: { customers: 140, ends } } };
  },
});

/** Spend by channel and month says nothing of any customer. */
export const withSpend = (name: string): Business =>
  beside(name, () => {
    const rows = Array.from({ length: 64 }, (_, i) => [
      `${2022 + Math.floor(i / 4 / 12)}-${String((Math.floor(i / 4) % 12) + 1).padStart(2, '0')}-01`,
      ['google', 'meta', 'mail', 'affiliates'][i % 4] ?? '',
      String(900 + ((i * 7919) % 4000)),
      String(10_000 + ((i * 104_729) % 90_000)),
      String(20 + ((i * 31) % 400)),
    ]);
    const spend = {
      name: 'marketing_spend',
      header: ['month', 'channel', 'spend', 'impressions', 'clicks'],
      rows,
    };
    return { sheets: [spend], rows: { events: 0, touches: 0 } };
  });

/** Reviews name the order, never the customer. */
export const withReviews = (name: string): Business =>
  beside(name, (orders) => {
    const rated = orders.rows.filter((_, i) => i % 3 === 0);
    const rows = rated.map((row, i) => [
      `R${i}`,
      row[0] ?? '',
      String(1 + ((i * 7) % 5)),
      i % 4 ? '' : 'arrived late',
      `${(row[2] ?? '').slice(0, 10)}`,
    ]);
    const reviews = {
      name: 'reviews',
      header: ['review_id', 'order_id', 'stars', 'message', 'written_on'],
      rows,
    };
    return { sheets: [reviews], rows: { reviews: rows.length, surveys: 0 } };
  });

/** Mails name the campaign, whose table has the date. */
export const withSends = (name: string): Business =>
  beside(name, (orders) => {
    const customers = [...new Set(orders.rows.map((row) => row[1] ?? ''))];
    const campaigns = Array.from({ length: 8 }, (_, i) => [
      `C${i}`,
      `wave ${i}`,
      dates.iso(Date.UTC(2022, 9 + i, 3)),
      'email',
    ]);
    const rows = campaigns.flatMap(([campaign = ''], i) =>
      customers
        .filter((_, j) => (i + j) % 3 === 0)
        .map((customer, j) => [
          `${campaign}-${j}`,
          campaign,
          customer,
          (i + j) % 5 ? 'delivered' : 'bounced',
        ]),
    );
    const sheets: Sheet[] = [
      { name: 'campaigns', header: ['campaign_id', 'title', 'launched_on', 'channel'], rows: campaigns },
      { name: 'sends', header: ['send_id', 'campaign_id', 'customer_id', 'result'], rows },
    ];
    return { sheets, rows: { touches: rows.length } };
  });

interface Beside {
  readonly sheets: readonly Sheet[];
  readonly rows: Readonly<Record<string, number>>;
}

/** A plain shop by order, and other tables that speak of it. */
export const beside = (name: string, others: (orders: Sheet) => Beside): Business => ({
  name,
  short: false,
  write: (folder) => {
    let rows: Readonly<Record<string, number>> = {};
    const { files, sums, consenting } = writeShop(folder, {
      grain: 'order',
      name: 'orders',
      reshape: (sheets) => {
        const more = others(sheets[0] as Sheet);
        rows = more.rows;
        return [...sheets, ...more.sheets];
      },
    });
    return { files, truth: { sums, consenting, rows } };
  },
});

type Headers = readonly [tickets: readonly string[], answers: readonly string[]];

/** Contracts with tickets and satisfaction answers beside them, under headers of the business's own. */
export const supported = (name: string, [tickets, answers]: Headers): Business => ({
  name,
  short: false,
  write: (folder) => {
    const random = randomStream(16, 'supported');
    const cases: string[][] = [];
    const heard: string[][] = [];
    const bought: string[][] = [];
    for (let member = 0; member < 120; member++) {
      const id = `M-${1000 + member}`;
      for (let day = random.integer(40); day < 500; day += 5 + random.integer(60))
        bought.push([`B${bought.length}`, id, dayOf(day), String(10 + random.integer(90))]);
      for (let day = random.integer(200); day < 495; day += 40 + random.integer(200)) {
        const closed = dayOf(day + 1 + random.integer(4));
        cases.push([`T${cases.length}`, id, dayOf(day), closed, pick(random, topics), pick(random, ways)]);
        if (random.uniform() < 0.6)
          heard.push([id, closed, String(1 + random.integer(5)), pick(random, comments)]);
      }
    }
    const sheets: Sheet[] = [
      { name: 'orders', header: ['order_id', answers[0] ?? '', 'order_date', 'amount'], rows: bought },
      { name: 'service', header: tickets, rows: cases },
      { name: 'answers', header: answers, rows: heard },
    ];
    const rows = { tickets: cases.length, surveys: heard.length };
    return { files: writeSheets(folder, sheets, plainly), truth: { rows } };
  },
});

export const topics = ['billing', 'delivery', 'a broken part', 'how to'];
const ways = ['phone', 'mail', 'chat'];
export const comments = ['all well', 'nobody called back', '', 'took too long', 'friendly people'];
const pick = (random: { integer: (n: number) => number }, of: readonly string[]): string =>
  of[random.integer(of.length)] ?? '';
