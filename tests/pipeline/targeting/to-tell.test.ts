import { describe, expect, it } from 'vitest';
import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { configSchema } from '../../../contracts/config/config.ts';
import { problemSchema } from '../../../contracts/config/problems.ts';
import { findToTell } from '../../../pipeline/targeting/fixed-problems/to-tell.ts';
import { appendDraws } from '../../../pipeline/targeting/ledger.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { limits } from './fixtures.ts';
import { harmed, openRanked, type Rows } from './open-ranked.ts';

const problems = [
  {
    name: 'late parcels',
    reasons: ['Delivery', 'parcel lost'],
    fixed: '2025-12-01',
    message: { en: 'Fixed', pl: 'Naprawione' },
  },
  { name: 'broken login', reasons: ['login'], since: '2025-11-20', fixed: '2025-12-20' },
].map((one) => problemSchema.parse(one));
const person = (customer_id: string, more: object = {}) => ({
  customer_id,
  joined_at: '2025-01-01',
  known_at: '2025-01-01',
  contact_consent: true,
  ...more,
});
const people = ['a', 'b', 'c', 'd'].map((id, i) => ({ id, churn: 0.5, kept: 100 - i }));
const ticket = (customer_id: string, reason: string, opened_at: string) => ({
  ticket_id: `${customer_id} ${reason} ${opened_at}`,
  customer_id,
  reason,
  opened_at,
  known_at: opened_at,
});

interface Around {
  readonly said?: readonly Said[];
  /** What the lists of the campaigns have drawn since the ledger was read. */
  readonly drawn?: readonly object[];
}

async function told(sources: Rows, over: object = {}, { said = [], drawn = [] }: Around = {}) {
  const { warehouse, store, request } = await openRanked(people, {
    customers: people.map(({ id }) => person(id, id === 'b' ? { language: 'pl' } : {})),
    ...sources,
  });
  await warehouse.create('ranked_harmed', harmed('a'));
  await warehouse.create('themes_said', saidOf(said));
  await warehouse.create('moods_read', saidOf(said));
  if (drawn.length > 0) await appendDraws(store, 1, listTable('assignments', assignmentColumns, drawn));
  const found = await findToTell(warehouse, store, {
    ...request,
    asOf: '2026-01-01',
    size: 10,
    limits: limits(),
    problems,
    withThemes: said.length > 0,
    hasTouches: true,
    language: 'en',
    elsewhere: new Set(),
    prefix: 'told/',
    file: 1,
    ...over,
  });
  await warehouse.close();
  return found;
}
/** What was said of a theme, and in which mood. */
type Said = readonly [customer: string, source: string, record: string, mood: string];
const saidOf = (said: readonly Said[]): string =>
  `select * from (values ${[...said, ['nobody', 'ticket', 'none', 'null']]
    .map(
      ([customer, source, record, mood]) =>
        `('${customer}', '${source}', '${record}', '2025-11-20 00:00:00', 'parcels', cast(${mood} as double))`,
    )
    .join(', ')}) s (customer_id, source, record_id, written_at, theme, sentiment)`;

const names = ({ listed }: Awaited<ReturnType<typeof told>>) =>
  listed.rows.map((row) => [row.customer_id, row.problem]);

describe('who is told that a problem is fixed', () => {
  it('complained of it before it was fixed, and not too long before; the latest fix counts', async () => {
    const tickets = [
      ticket('a', 'delivery ', '2025-11-20'),
      ticket('a', 'parcel lost', '2025-11-25'),
      ticket('b', 'DELIVERY', '2025-02-01'),
      ticket('b', 'login', '2025-12-10'),
      ticket('c', 'login', '2025-11-01'),
      ticket('c', 'delivery', '2025-12-02'),
      ticket('d', 'price', '2025-11-20'),
    ];
    const found = await told({ tickets });
    expect(names(found)).toEqual([
      ['a', 'late parcels'],
      ['b', 'broken login'],
    ]);
    expect(found.listed.rows[0]).toMatchObject({
      rank: 1,
      complaints: 2,
      complained_on: '2025-11-25',
      fixed_on: '2025-12-01',
      spoken: 'en',
      message: 'Fixed',
      consent: 'recorded',
    });
    expect(found.listed.rows[1]).toMatchObject({ spoken: 'pl', message: null });
    expect(found.counts).toEqual({ found: 2, listed: 2, heldOut: 0, suppressed: 0, beyondListSize: 0 });
  });

  it('has not been told since the fix', async () => {
    const tickets = ['a', 'b', 'c', 'd'].map((id) => ticket(id, 'delivery', '2025-11-20'));
    const touch = (customer_id: string, touched_at: string, more: object = {}) => ({
      touch_id: customer_id,
      customer_id,
      campaign: 'fixed-problems',
      arm: 'contact',
      touched_at,
      known_at: touched_at,
      ...more,
    });
    const touches = [
      touch('a', '2025-12-05'),
      touch('b', '2025-11-28'),
      touch('c', '2025-12-05', { play: 'broken login' }),
      touch('d', '2025-12-05', { play: 'late parcels' }),
    ];
    expect(names(await told({ tickets, touches })).map(([id]) => id)).toEqual(['b', 'c']);
  });

  it('may be contacted, is in no comparison and on no other list; each left out keeps the rule', async () => {
    const tickets = ['a', 'b', 'c', 'd'].map((id) => ticket(id, 'delivery', '2025-11-20'));
    const customers = people.map(({ id }) => person(id, { contact_consent: id !== 'a' }));
    const found = await told({ tickets, customers }, { elsewhere: new Set(['c']), size: 1 });
    expect(names(found)).toEqual([['b', 'late parcels']]);
    expect(found.suppressed.rows.map((row) => [row.customer_id, row.rule])).toEqual([['a', 'no_consent']]);
    expect(found.counts).toEqual({ found: 4, listed: 1, heldOut: 0, suppressed: 1, beyondListSize: 2 });
    const all = await told({ tickets, customers }, { elsewhere: new Set(['c']) });
    expect(all.suppressed.rows.map((row) => [row.customer_id, row.rule, row.until])).toEqual([
      ['a', 'no_consent', null],
      ['c', 'on_another_list', '2026-01-02'],
    ]);
  });

  it('is nobody whom the lists of the date have just drawn for a comparison', async () => {
    const tickets = ['a', 'b', 'c', 'd'].map((id) => ticket(id, 'delivery', '2025-11-20'));
    const draw = (customer_id: string, campaign: string, arm: string) => ({
      ...{ customer_id, campaign, arm, term: 1, stratum: 1, share: 0.1, run: 'r', draw: 1 },
      ...{ as_of: '2026-01-01', arm_until: '2026-03-01' },
    });
    const drawn = [
      draw('a', 'global-control', 'control'),
      draw('b', 'spring', 'control'),
      draw('c', 'global-control', 'contact'),
      draw('d', 'spring', 'contact'),
    ];
    const found = await told({ tickets }, {}, { drawn });
    expect(names(found)).toEqual([['c', 'late parcels']]);
    expect(found.suppressed.rows.map((row) => [row.customer_id, row.rule])).toEqual([
      ['a', 'held_out'],
      ['b', 'held_out'],
      ['d', 'other_campaign'],
    ]);
  });

  it('is nobody whom contact is shown to drive away', async () => {
    const tickets = ['a', 'b'].map((id) => ticket(id, 'delivery', '2025-11-20'));
    const harm = { ...limits(), harm: 'Call changed the retention of the 5% by −7 points' };
    const found = await told({ tickets }, { limits: harm, ranked: 'ranked_harmed' });
    expect(names(found)).toEqual([['b', 'late parcels']]);
    expect(found.suppressed.rows.map((row) => [row.customer_id, row.rule, row.until])).toEqual([
      ['a', 'do_not_disturb', null],
    ]);
  });

  it('said so in their own words too: in a case, or in an answer that is not friendly', async () => {
    const byTheme = [{ ...problems[0]!, themes: ['parcels'] }];
    const tickets = [ticket('a', 'delivery', '2025-11-20')];
    const said: readonly Said[] = [
      ['a', 'ticket', 'a delivery 2025-11-20', 'null'],
      ['a', 'survey', 's1', '-0.9'],
      ['b', 'ticket', 't1', 'null'],
      ['c', 'survey', 's2', '0.4'],
      ['d', 'review', 'r1', '-0.6'],
    ];
    const found = await told({ tickets }, { problems: byTheme }, { said });
    expect(found.listed.rows.map((row) => [row.customer_id, row.complaints])).toEqual([
      ['a', 2],
      ['b', 1],
      ['d', 1],
    ]);
  });

  it('hears of one fix at a time, and no note says that nobody complained of the other', async () => {
    const tickets = [ticket('a', 'delivery', '2025-11-25'), ticket('a', 'login', '2025-11-25')];
    const found = await told({ tickets });
    expect(names(found)).toEqual([['a', 'broken login']]);
    expect(found.notes).toEqual([expect.stringMatching(/^late parcels: .* told about a later fix first/)]);
  });

  it('hears nothing of a fix that is still to come, and of whom nothing is known a note says so', async () => {
    const tickets = [ticket('a', 'delivery', '2025-11-20')];
    const later = [{ ...problems[0]!, fixed: '2026-01-02' }];
    const found = await told({ tickets }, { problems: later });
    expect([names(found), found.notes]).toEqual([[], []]);
    const { notes } = await told(
      { tickets },
      {
        problems: [
          ...problems,
          problemSchema.parse({ name: 'dull app', themes: ['app'], fixed: '2025-12-01' }),
        ],
        hasTouches: false,
      },
    );
    expect(notes).toEqual([
      expect.stringMatching(/^broken login: nobody to tell\. .* 20 Nov 2025 .* 20 Dec 2025/),
      expect.stringMatching(/^dull app: nobody to tell/),
      expect.stringContaining('stage themes failed'),
      expect.stringContaining('map sources.touches'),
    ]);
  });
});

describe('a fixed problem in the config', () => {
  const refusals = (problem: object, sources: readonly string[] = []) => {
    const table = (name: string) => ({ from: 'sales', columns: { [name]: name } });
    const { success, error } = configSchema.safeParse({
      version: 1,
      business: { name: 'Shop', currency: 'EUR', dataUntil: '2026-01-01', language: 'pl' },
      inputs: { sales: { file: 'sales.csv' } },
      sources: Object.fromEntries(['orders', ...sources].map((name) => [name, table('customer_id')])),
      churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
      themes: [{ id: 'thanks', ignore: true }],
      targeting: { problems: [{ name: 'late', fixed: '2025-12-01', ...problem }] },
    });
    return success ? [] : error.issues.map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`);
  };

  it('says who complained, when it was, and what they are told in the language of the business', () => {
    expect(refusals({ reasons: ['delivery'], message: { pl: 'Naprawione' } }, ['tickets'])).toEqual([]);
    expect(refusals({})).toEqual([expect.stringMatching(/^reasons: nothing says who complained/)]);
    expect(refusals({ themes: ['late'], since: '2025-12-01' })).toEqual([
      expect.stringMatching(/^since: it must be before `fixed`/),
    ]);
    expect(refusals({ reasons: ['delivery'], themes: ['thanks'], message: { en: 'Fixed' } })).toEqual([
      expect.stringMatching(/^message: there is none in pl/),
      expect.stringMatching(/^reasons: nothing shows who complained: map sources.tickets/),
      expect.stringMatching(/^themes.0: texts like those of thanks are ignored/),
    ]);
  });
});
