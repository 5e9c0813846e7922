import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import { escalationsSchema } from '../../../contracts/config/escalations.ts';
import { keys } from '../../../contracts/keys.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { contextSelect, touchesOf } from '../../../pipeline/targeting/context.ts';
import { createOpenEscalations } from '../../../pipeline/targeting/escalations/open-escalations.ts';
import { appendDraws } from '../../../pipeline/targeting/ledger.ts';
import { ledgerState, neverDrawn } from '../../../pipeline/targeting/ledger-state.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { attachLedger, readCampaignCounts } from '../../../pipeline/targeting/read-ledger.ts';
import { createSaidMoods } from '../../../pipeline/targeting/said-moods.ts';
import { drawnOf, selectCustomers } from '../../../pipeline/targeting/select-customers.ts';
import { readDrawnPlays } from '../../../pipeline/targeting/spend.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { type Business, openBusiness } from '../features/business.ts';
import { withAnotherFuture, withoutFuture } from '../features/future.ts';
import { randomBusiness } from '../features/random-business.ts';
import { momentOf } from '../features/reference/moment.ts';
import { limits as limitsUnder, predicted, standing } from './fixtures.ts';
import { borders, openRanked, type Rows } from './open-ranked.ts';

const limits = limitsUnder();

/** What a list would say of customer `a`, whose rows of the sources are given. */
async function contextOfA(sources: Rows): Promise<Readonly<Record<string, unknown>>> {
  const { warehouse, request } = await openRanked([{ id: 'a', churn: 0.5, kept: 100 }], sources);
  const campaigns = ['c', "it's d", 'e'];
  const select = contextSelect({ ...request, standings: ['candidate'], limit: 10, campaigns });
  const [row] = await warehouse.rows(select);
  await warehouse.close();
  return { ...row, touched_by: touchesOf((column) => row![column] ?? null, campaigns) };
}

const person = { customer_id: 'a', joined_at: '2025-01-01', known_at: '2025-01-01', contact_consent: true };

describe('what a list says of a customer', () => {
  it('counts only what had happened and arrived before the as-of date', async () => {
    const sale = { customer_id: 'a', kind: 'sale', amount: 10 };
    const row = await contextOfA({
      customers: [person],
      orders: [
        { ...sale, order_id: '1', ordered_at: '2025-12-01', known_at: '2025-12-01' },
        { ...sale, order_id: '2', ordered_at: '2025-12-20', known_at: '2026-01-01' },
        { ...sale, order_id: '3', ordered_at: '2026-01-01', known_at: '2025-12-31' },
      ],
      tickets: [
        { customer_id: 'a', ticket_id: 't1', opened_at: '2025-12-22', known_at: '2025-12-22' },
        {
          customer_id: 'a',
          ticket_id: 't2',
          opened_at: '2025-12-28',
          known_at: '2025-12-28',
          resolved_at: '2026-01-02',
        },
        { customer_id: 'a', ticket_id: 't3', opened_at: '2025-12-30', known_at: '2026-01-02' },
      ],
    });
    expect(row).toMatchObject({
      last_order_days: 31,
      past_margin_365d: 10,
      open_tickets: 2,
      open_ticket_days: 10,
    });
  });

  it('counts margin, refunds included, over the year before the last order', async () => {
    const order = { customer_id: 'a', known_at: '2024-01-01' };
    const row = await contextOfA({
      customers: [person],
      orders: [
        { ...order, order_id: '1', kind: 'sale', ordered_at: '2025-06-01', amount: 100, margin: 40 },
        { ...order, order_id: '1', kind: 'refund', ordered_at: '2025-06-20', amount: -50, margin: -20 },
        { ...order, order_id: '0', kind: 'sale', ordered_at: '2024-05-30', amount: 900, margin: 900 },
      ],
    });
    expect(row).toMatchObject({ past_margin_365d: 20, last_order_days: 214 });
  });

  it('takes a reopened case for open, and the last score of each kind', async () => {
    const answer = { customer_id: 'a', invited_at: '2025-11-01', known_at: '2025-11-01' };
    const row = await contextOfA({
      customers: [person],
      tickets: [
        {
          customer_id: 'a',
          ticket_id: 't',
          opened_at: '2025-12-01',
          known_at: '2025-12-01',
          resolved_at: '2025-12-05',
          reopened_at: '2025-12-10',
          sentiment: -0.8,
        },
      ],
      surveys: [
        { ...answer, survey_id: '1', kind: 'nps', score: 9, answered_at: '2025-11-02' },
        { ...answer, survey_id: '2', kind: 'nps', score: 2, answered_at: '2025-11-20', sentiment: 0.9 },
        { ...answer, survey_id: '3', kind: 'ces', score: 5, answered_at: '2026-01-05' },
      ],
    });
    expect(row).toMatchObject({ open_tickets: 1, last_nps: 2, last_ces: null, sentiment: 'negative' });
    expect(row).toMatchObject({ complained_days: 31 });
  });

  it('counts delivered contacts only, and any opt-out', async () => {
    const touch = { customer_id: 'a', campaign: 'c', arm: 'contact', known_at: '2025-01-01' };
    const row = await contextOfA({
      customers: [person],
      touches: [
        { ...touch, touch_id: '1', touched_at: '2025-12-30', delivered: false },
        { ...touch, touch_id: '2', touched_at: '2025-12-20', delivered: true },
        { ...touch, touch_id: '3', touched_at: '2025-12-31', arm: 'control' },
        { ...touch, touch_id: '4', touched_at: '2025-09-01', opted_out_at: '2025-09-02' },
        { ...touch, touch_id: '5', touched_at: '2025-10-02', campaign: "it's d" },
        { ...touch, touch_id: '6', touched_at: '2025-12-31', campaign: 'e', delivered: false },
      ],
    });
    expect(row).toMatchObject({ last_touch_days: 12, touches_90d: 1 });
    const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
    expect(row.touched_by).toEqual(
      new Map([
        ['c', at('2025-12-20')],
        ["it's d", at('2025-10-02')],
      ]),
    );
    expect(row.limiting_touch_at).toBe(Date.parse('2025-10-02T00:00:00Z') / 1000);
    expect(row.opted_out_at).toBe(Date.parse('2025-09-02T00:00:00Z') / 1000);
  });

  it('finds that somebody with the same address or number refused or opted out, from then on', async () => {
    const [email, phone] = ['ann@x.example', '+48 600 100 200'];
    const other = { ...person, customer_id: 'b' };
    const of = (over: object, touches: Rows['touches'] = []) =>
      contextOfA({
        customers: [
          { ...person, email, phone },
          { ...other, ...over },
        ],
        touches,
      });
    const no = { email_refused: false, phone_refused: false };
    expect(await of({ email, phone })).toMatchObject(no);
    expect(await of({ email: 'mailto:ANN@x.example ', contact_consent: false })).toMatchObject({
      email_refused: true,
      phone_refused: false,
    });
    expect(await of({ phone: '600-100-200', opted_out_at: '2025-11-01' })).toMatchObject({
      email_refused: false,
      phone_refused: true,
    });
    expect(await of({ phone, opted_out_at: '2026-02-01' })).toMatchObject(no);
    const touch = { customer_id: 'b', campaign: 'c', touch_id: '1', touched_at: '2025-03-01' };
    const opted = (at: string) => [{ ...touch, known_at: touch.touched_at, opted_out_at: at }];
    expect(await of({ email }, opted('2025-03-04'))).toMatchObject({ email_refused: true });
    expect(await of({ email }, opted('2026-03-04'))).toMatchObject(no);
  });

  it('knows an address from what stands where there is none', async () => {
    const other = { ...person, customer_id: 'b', email: 'bob@x.example', phone: '600 100 201' };
    const has = (email: string | null, phone: string | null) =>
      contextOfA({ customers: [{ ...person, email, phone }, other] });
    const both = { has_email: true, has_phone: true };
    expect(await has('Ann <mailto:ann@x.example>', '600 100 200')).toMatchObject(both);
    const none = { has_email: false, has_phone: false };
    for (const [email, phone] of [
      ['n/a', 'n/a'],
      ['not an address', '000000000'],
      ['noreply@shop.example', '123'],
      ['', ''],
      [null, null],
    ] as const)
      expect(await has(email, phone)).toMatchObject(none);
    // columns that are mapped and hold nothing say nothing of anybody
    const empty = [person, { ...other, email: null, phone: '' }];
    expect(await contextOfA({ customers: empty })).toMatchObject(both);
  });

  it('takes the last opt-out, of the customer or on a contact', async () => {
    const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
    const optedOut = async (own: string | null, touch: string | null) => {
      const row = await contextOfA({
        customers: [{ ...person, opted_out_at: own }],
        touches: [
          {
            customer_id: 'a',
            campaign: 'c',
            touch_id: '1',
            touched_at: '2025-03-01',
            known_at: '2025-03-01',
            opted_out_at: touch,
          },
        ],
      });
      return row.opted_out_at;
    };
    expect(await optedOut('2025-05-01', null)).toBe(at('2025-05-01'));
    expect(await optedOut('2025-05-01', '2025-06-01')).toBe(at('2025-06-01'));
    expect(await optedOut('2026-05-01', null)).toBeNull();
  });

  it('knows nothing of sources that the business has not', async () => {
    const row = await contextOfA({});
    expect(row).toMatchObject({ consent: null, touches_90d: 0, open_tickets: 0, past_margin_365d: null });
  });

  it('counts fees by the day', async () => {
    const row = await contextOfA({
      customers: [person],
      subscriptions: [
        {
          customer_id: 'a',
          subscription_id: 's',
          started_at: '2025-10-01',
          known_at: '2025-10-01',
          monthly_amount: 30.4375,
        },
      ],
    });
    expect(row.past_margin_365d).toBeCloseTo(92, 9);
  });
});

describe('what the ledger says of the selected', () => {
  it('is read for them alone, and counted by campaign and stratum', async () => {
    const people = Array.from({ length: 6 }, (_, i) => ({ id: `c${i}`, churn: 0.5, kept: 100 - i }));
    const row = { term: 1, as_of: '2025-12-20', arm_until: '2026-03-20', share: 0.2, run: 'one', draw: 1 };
    const draws = [
      { ...row, campaign: 'this-week', customer_id: 'c0', arm: 'contact', stratum: 1 },
      { ...row, campaign: 'this-week', customer_id: 'c1', arm: 'control', stratum: 1 },
      { ...row, campaign: 'spring', customer_id: 'c2', arm: 'control', stratum: 2 },
      { ...row, campaign: 'this-week', customer_id: 'elsewhere', arm: 'contact', stratum: 2 },
    ];
    const { store, warehouse, request } = await openRanked(people, {}, draws);
    expect(await appendDraws(store, 1, listTable('assignments', assignmentColumns, []))).toBe(false);
    const campaign = standing();
    const wanted = { candidates: 6, gone: 1 };
    const selection = { ...request, asOf: '2026-01-01', campaigns: [campaign], wanted, limits, prefix: 'x/' };
    const selected = [...drawnOf(await selectCustomers(warehouse, store, selection))];
    const state = (id: string) =>
      ledgerState(selected.find((one) => one.customer_id === id)?.draws ?? [], campaign, '2026-01-01');
    expect(state('c0')).toMatchObject({ drawn: { arm: 'contact', draw: 1 }, keptBy: null, nextTerm: 2 });
    expect(state('c1')).toMatchObject({ drawn: null, keptBy: { campaign: 'this-week' } });
    expect(state('c2')).toMatchObject({ drawn: null, keptBy: { campaign: 'spring' }, nextTerm: 1 });
    expect(state('c3')).toEqual(neverDrawn);
    expect([...(await readCampaignCounts(warehouse)).get('this-week')!]).toEqual([
      [1, { drawn: 2, heldOut: 1 }],
      [2, { drawn: 1, heldOut: 0 }],
    ]);
    await warehouse.close();
  });

  it('is that of the files before a number, and what is spent is read off it, older draws among it', async () => {
    const root = scratchFolder();
    const store = folderStore(root);
    const row = { campaign: 'spring', term: 1, arm: 'contact', stratum: 1, share: 0.2, run: 'one' };
    const draws = (file: number, over: object) =>
      ['a', 'b'].map((id) => ({ ...row, customer_id: `${id}${file}`, draw: file, play: 'Call', ...over }));
    const older = assignmentColumns.filter(({ name }) => !['channel', 'cost', 'wave', 'why'].includes(name));
    await appendDraws(store, 1, listTable('assignments', older, draws(1, {})));
    const warehouse = await openDuckdbWarehouse({ root, store });
    await attachLedger(warehouse, store, 2);
    const counted = { play: 'Call', channel: null, share: 0.2, draws: 2, cost: 0 };
    expect(await readDrawnPlays(warehouse, 'spring')).toEqual([counted]);
    for (const file of [2, 3])
      await appendDraws(
        store,
        file,
        listTable('assignments', assignmentColumns, draws(file, { channel: 'phone', cost: 0.3349 })),
      );
    await attachLedger(warehouse, store, 3); // the third came in between
    expect([...(await readCampaignCounts(warehouse)).get('spring')!]).toEqual([
      [1, { drawn: 4, heldOut: 0 }],
    ]);
    expect(await readDrawnPlays(warehouse, 'spring')).toEqual([
      { ...counted, channel: 'phone', cost: 0.6698 },
      counted,
    ]);
    expect(await readDrawnPlays(warehouse, 'autumn')).toEqual([]);
    await warehouse.close();
  });

  it('is refused while arms of earlier versions wait to be migrated', async () => {
    const { store, warehouse } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {});
    await store.put(`${keys.assignments}as_of=2025-12-01/run=old.parquet`, 'arms');
    await expect(attachLedger(warehouse, store, 1)).rejects.toThrow(/Run `holdfast ledger migrate`/);
    await warehouse.close();
  });
});

describe('a list says nothing of what comes after its as-of date', () => {
  const date = '2025-10-28';
  const moment = momentOf(date, 'Europe/Warsaw');

  /** What is said of each customer known at the date. */
  async function said(business: Business, known: readonly string[]): Promise<Row[]> {
    const { warehouse, store } = await openBusiness(business);
    await store.put(
      'scores/a.parquet',
      writeScores(predicted(known.map((id) => ({ id, churn: 0.5, kept: 9 })))),
    );
    await warehouse.attach('scores', 'scores/');
    await warehouse.create('ranked', rankedSelect('scores', borders));
    const asOf = sqlInstant(startOfDay(date, 'Europe/Warsaw'));
    const request = {
      asOfAt: asOf,
      ranked: 'ranked',
      standings: ['candidate'],
      limit: 1000,
      maxTouches: 2,
    } as const;
    const config = escalationsSchema.parse({ highValueShare: 1, sentimentBelow: 0, npsAtMost: 10 });
    await createSaidMoods(warehouse, { asOfAt: asOf });
    await createOpenEscalations(warehouse, { asOfAt: asOf, ranked: 'ranked', config });
    return warehouse
      .rows(`select * from (${contextSelect(request)}) c order by customer_id`)
      .finally(() => warehouse.close());
  }

  it('taking the future away or putting another in its place changes nothing', async () => {
    const words = new Set<string>();
    const businesses = fc.sample(randomBusiness([date], 'Europe/Warsaw'), { numRuns: 3, seed: 8 });
    for (const [i, business] of businesses.entries()) {
      const known = withoutFuture(business, moment).customers.map(({ customer_id: id }) => id);
      const rows = await said(business, known);
      expect(await said(withoutFuture(business, moment), known)).toEqual(rows);
      expect(await said(withAnotherFuture(business, moment, i), known)).toEqual(rows);
      for (const row of rows) for (const [name, value] of Object.entries(row)) if (value) words.add(name);
    }
    expect([...words]).toEqual(
      expect.arrayContaining([
        'last_touch_days',
        'opted_out_at',
        'escalated_at',
        'last_nps',
        'sentiment',
        'open_tickets',
        'past_margin_365d',
      ]),
    );
  });
});

describe('selecting customers', () => {
  it('looks further down until there are two who may be contacted for each place', async () => {
    const people = Array.from({ length: 2000 }, (_, i) => ({
      id: `c${String(i).padStart(4, '0')}`,
      churn: 0.5,
      kept: 5000 - i,
    }));
    const customers = people.map(({ id }, i) => ({ ...person, customer_id: id, contact_consent: i >= 1200 }));
    const { store, warehouse, request } = await openRanked(people, { customers });
    const selected = await selectCustomers(warehouse, store, {
      ...request,
      asOf: '2026-01-01',
      campaigns: [standing()],
      wanted: { candidates: 20, gone: 10 },
      limits,
      prefix: 'x/',
    });
    expect(selected.standings.candidate).toBe(2000);
    const allowed = selected.candidates.filter(({ consent }) => consent === true);
    expect(allowed.length).toBeGreaterThanOrEqual(20);
    expect(await store.list('x/')).toEqual([]);
    await warehouse.close();
  });
});
