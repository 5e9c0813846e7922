import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { purchases } from './businesses.ts';

const made = purchases(160, 500, 35);
const ids = [...new Set(made.map(({ customer }) => customer))].sort((a, b) => a - b);
const address = (customer: number) => `buyer.${customer}@mail.example`;

interface Send {
  readonly n: number;
  readonly customer: number;
  readonly day: string;
  readonly clock: string;
  readonly mailing: number;
}

/** A mailing a week to every third customer, at a minute of their own. */
const lastDay = Date.parse(
  made
    .map(({ day }) => day)
    .sort()
    .at(-1)!,
);
const sends: readonly Send[] = [1, 2, 3].flatMap((mailing) =>
  ids
    .filter((customer) => customer % 3 === mailing % 3)
    .map((customer, i) => ({
      n: mailing * 1000 + i,
      customer,
      day: new Date(lastDay - 7 * mailing * 86_400_000).toISOString().slice(0, 10),
      clock: `${String(9 + Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`,
      mailing,
    })),
);
const secondsOf = ({ day, clock }: Send) => Date.parse(`${day}T${clock}:00Z`) / 1000;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const american = ({ day }: Send) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
const worded = ({ day }: Send) =>
  `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(8)}, ${day.slice(0, 4)}`;

/** Made up, in the shape in which each tool hands out what it has sent. */
const exports: Record<string, { head: string; row: (send: Send) => string; reads: Record<string, string> }> =
  {
    braze: {
      head: 'id,user_id,external_user_id,time,timezone,campaign_id,campaign_name,message_variation_id,dispatch_id,send_id,email_address',
      row: (one) =>
        `e${one.n}a,b${one.customer}f,${one.customer},${secondsOf(one)},Europe/Riga,77${one.mailing}c,note ${one.mailing},v1,d${one.n},s${one.mailing},${address(one.customer)}`,
      reads: { touch_id: 'id', customer_id: 'external_user_id', campaign: 'campaign_name' },
    },
    klaviyo: {
      head: 'Event ID,Metric Name,Timestamp,Profile ID,Email,External ID,Campaign Name,Subject,Message ID',
      row: (one) =>
        `k${one.n}x,Received Email,${one.day} ${one.clock}:00+00:00,01H${one.customer}Q,${address(one.customer)},${one.customer},note ${one.mailing},Hello,M${one.mailing}`,
      reads: { touch_id: 'Event ID', customer_id: 'External ID', campaign: 'Campaign Name' },
    },
    hubspot: {
      head: 'id,created,type,recipient,portalId,appId,appName,emailCampaignId',
      row: (one) =>
        `h${one.n}-z,${1000 * secondsOf(one)},SENT,${address(one.customer)},62515,113,Batch,${one.mailing}`,
      reads: { touch_id: 'id', customer_id: 'customer_id', campaign: 'emailCampaignId' },
    },
    'salesforce marketing cloud': {
      head: 'ClientID,SendID,SubscriberKey,EmailAddress,SubscriberID,ListID,EventDate,EventType,BatchID',
      row: (one) =>
        `1023,${7000 + one.mailing},${one.customer},${address(one.customer)},${90_000 + 3 * one.customer},55,${american(one)} ${one.clock}:00 AM,Sent,1`,
      reads: { customer_id: 'SubscriberKey', campaign: 'SendID' },
    },
    mailchimp: {
      head: 'Email Address,First Name,Member Rating,Opens,Clicks,Campaign,Send Time,LEID,EUID',
      row: (one) =>
        `${address(one.customer)},Ann,3,${one.n % 4},${one.n % 2},note ${one.mailing},"${worded(one)} ${one.clock} AM",${one.customer + 5000},u${one.customer}e`,
      reads: { customer_id: 'customer_id', campaign: 'Campaign' },
    },
  };

type People = (id: number) => { readonly email: string; readonly optedOut: string };
const anybody: People = (id) => ({ email: address(id), optedOut: '' });

/** Customers say on their own when they opted out, and which campaign brought them. */
function business(people: People): { folder: string; files: string[] } {
  const folder = scratchFolder();
  const rows = ids.map((id) => `${id},${people(id).email},2023-01-01,true,${people(id).optedOut},fair`);
  const orders = made.map(({ order, customer, day, cents }) => `${order},${customer},${day},${cents / 100}`);
  const file = (name: string, lines: string[]) => writeText(folder, name, `${lines.join('\n')}\n`);
  return {
    folder,
    files: [
      file('customers.csv', ['customer_id,email,joined_at,email_consent,opted_out_at,campaign', ...rows]),
      file('orders.csv', ['order_id,customer_id,ordered_at,amount', ...orders]),
    ],
  };
}

async function proposed(head: string, rows: string[], people = anybody) {
  const { folder, files } = business(people);
  const file = writeText(folder, 'export-7.csv', `${[head, ...rows].join('\n')}\n`);
  const out = join(folder, 'holdfast.yaml');
  const init = await holdfast('init', ...files, file, '--currency', 'EUR', '--out', out);
  return { init, files: [...files, file], sources: readConfig(readFileSync(out, 'utf8'), out).sources };
}

it.each(Object.keys(exports))('what %s has sent are contacts, not what customers do', async (tool) => {
  const { head, row, reads } = exports[tool]!;
  const { init, sources } = await proposed(head, sends.map(row));
  expect(Object.keys(sources).sort()).toEqual(['customers', 'orders', 'touches']);
  expect(sources.touches?.columns).toMatchObject({ ...reads, touch_id: expect.anything() });
  // every row is taken: its key stands once, its time is read
  expect(init.out).toMatch(new RegExp(`touches .* ${sends.length} +0\\.0% `));
});

it('visits that came by a campaign are no contacts', async () => {
  const rows = sends.map((one) => `v${one.n}q,${one.customer},${secondsOf(one)},page_view,spring,email`);
  const { sources } = await proposed('id,user_id,time,event_name,utm_campaign,utm_medium', rows);
  expect(sources.touches).toBeUndefined();
});

/** What stands in a log of each tool beside its sends; the last of each is a refusal. */
const logged: Record<string, { sent: string; others: string[]; refused: string }> = {
  klaviyo: { sent: 'Received Email', others: ['Opened Email', 'Clicked Email'], refused: 'Unsubscribed' },
  hubspot: { sent: 'SENT', others: ['DELIVERED', 'OPEN', 'BOUNCE'], refused: 'SPAMREPORT' },
  'salesforce marketing cloud': { sent: 'Sent', others: ['Open', 'Click'], refused: 'Unsubscribe' },
};

it.each(Object.keys(logged))(
  'of all that %s logs, sends alone are contacts and a refusal is an opt-out',
  async (tool) => {
    const { head, row } = exports[tool]!;
    const { sent, others, refused } = logged[tool]!;
    const as = (one: Send, kind: string, place: number) =>
      row({ ...one, n: 10 * one.n + place, clock: one.clock.replace(/^../, `1${place}`) }).replace(
        sent,
        kind,
      );
    const refusals = sends.filter(({ n }) => n % 11 === 0);
    const rows = sends.flatMap((one) => [
      row({ ...one, n: 10 * one.n }),
      ...others.map((kind, i) => as(one, kind, i + 1)),
      ...(refusals.includes(one) ? [as(one, refused, 9)] : []),
    ]);
    const { init, sources } = await proposed(head, rows);
    expect(init.out).toMatch(new RegExp(`touches .* ${sends.length + refusals.length} +0\\.0% `));
    const { columns } = sources.touches!;
    const told = new RegExp(`in \\('${refused}'\\)`);
    expect(columns.opted_out_at).toMatchObject({ sql: expect.stringMatching(told) });
    expect(columns.delivered).toMatchObject({ sql: expect.stringMatching(told) });
  },
);

/** Of each contact that is read from HubSpot's log: whose it is, and whether it is an opt-out. */
async function hubspotTouches(rows: string[], people: People) {
  const { init, files, sources } = await proposed(exports.hubspot!.head, rows, people);
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' as const };
  for (const [i, name] of ['customers_file', 'orders_file', 'export_7'].entries())
    await warehouse.attachInput({ name, locations: [files[i]!], format: 'csv', csv });
  const { query, columns } = sources.touches!;
  const { customer_id: who, campaign } = columns;
  const optOut = (columns.opted_out_at as { sql: string }).sql;
  const touches = await warehouse.rows(
    `select id, ${who} as who, ${campaign} as campaign, (${optOut}) is not null as out from (${query}) t order by id`,
  );
  return { init, sources, touches };
}

const sentTo = (one: Send, kind = 'SENT', n = 10 * one.n) =>
  exports.hubspot!.row({ ...one, n }).replace('SENT', kind);
const refusedBy = (one: Send) => sentTo(one, 'UNSUBSCRIBED', 10 * one.n + 9);

it('what the customers say of themselves is nothing of the contacts that their addresses find', async () => {
  const out = sends[4]!;
  const people: People = (id) => ({ email: address(id), optedOut: id % 7 === 0 ? '2024-01-01' : '' });
  const { sources, touches } = await hubspotTouches(
    [...sends.map((one) => sentTo(one)), refusedBy(out)],
    people,
  );
  expect(touches.filter((row) => row.out)).toEqual([
    { id: `h${10 * out.n + 9}-z`, who: String(out.customer), campaign: String(out.mailing), out: true },
  ]);
  expect(sources.customers?.columns).toMatchObject({
    opted_out_at: 'opted_out_at',
    email_consent: 'email_consent',
  });
});

it('a day of opting out that stands for none is none', async () => {
  const people: People = (id) => ({
    email: address(id),
    optedOut: id % 3 === 0 ? `2024-0${1 + (id % 9)}-1${id % 10}` : '1899-12-30',
  });
  const { sources } = await proposed(
    exports.hubspot!.head,
    sends.map((one) => sentTo(one)),
    people,
  );
  const { sql } = sources.customers!.columns.opted_out_at as { sql: string };
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  const days = "(values ('1899-12-30'), ('2024-01-01')) t (opted_out_at)";
  const rows = await warehouse.rows(`select ${sql} as day from ${days} order by opted_out_at`);
  expect(rows.map(({ day }) => day)).toEqual([null, '2024-01-01']);
});

it('addresses of several customers find nobody, but their opt-outs count; what is no address is not one', async () => {
  const [one, other, third] = [sends[0]!, sends[1]!, sends[2]!];
  const people: People = (id) => ({
    email:
      id === other.customer
        ? address(one.customer)
        : id % 30 === 0 && id !== third.customer
          ? 'n/a'
          : address(id),
    optedOut: '',
  });
  const rows = [...sends.map((send) => sentTo(send)), refusedBy(one), sentTo(third, 'OPEN', 7)];
  const { init, touches } = await hubspotTouches(rows, people);
  const whose = (n: number) => touches.find(({ id }) => id === `h${n}-z`);
  expect(touches).toHaveLength(sends.length + 1);
  expect(whose(10 * third.n)?.who).toBe(String(third.customer));
  expect(whose(10 * one.n)?.who).toBeNull();
  const first = [one, other].map(({ customer }) => String(customer)).sort()[0];
  expect(whose(10 * one.n + 9)).toMatchObject({ who: first, out: true });
  expect(init.out).toContain('1 address of customers_file.email is that of several customers');
});

it('a row that says no counts beside a column of the export that says so too', async () => {
  const own = (row: string, day = '') => `${row},${day}`;
  const rows = [
    ...sends.map((one, i) => own(sentTo(one), i === 1 ? '2024-05-06' : '')),
    own(refusedBy(sends[0]!)),
  ];
  const { sources } = await proposed(`${exports.hubspot!.head},opted_out_at`, rows);
  const { opted_out_at: out, delivered } = sources.touches!.columns;
  expect(out).toMatchObject({
    sql: expect.stringMatching(/^case when type in \('UNSUBSCRIBED'\) then .* else opted_out_at end$/),
  });
  expect(delivered).toMatchObject({ sql: expect.stringContaining("then 'false'") });
});
