import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escalationsSchema } from '../../../contracts/config/escalations.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { contextSelect } from '../../../pipeline/targeting/context.ts';
import { readTimeToAction, timeToAction } from '../../../pipeline/targeting/escalations/acted.ts';
import { type Flagged, flag, type Signal } from '../../../pipeline/targeting/escalations/escalation.ts';
import { appendFlagged, readFlagged } from '../../../pipeline/targeting/escalations/escalation-ledger.ts';
import {
  countEscalations,
  escalationTable,
} from '../../../pipeline/targeting/escalations/escalation-table.ts';
import { createOpenEscalations, escalate } from '../../../pipeline/targeting/escalations/open-escalations.ts';
import { neverDrawn } from '../../../pipeline/targeting/ledger-state.ts';
import { suppress } from '../../../pipeline/targeting/suppress.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, limits } from './fixtures.ts';
import { asOfAt, openRanked, type Rows } from './open-ranked.ts';

const config = (over: object = {}) => escalationsSchema.parse({ highValueShare: 0.5, ...over });
const person = (customer_id: string) => ({
  customer_id,
  joined_at: '2025-01-01',
  known_at: '2025-01-01',
  contact_consent: true,
});
const people = [
  { id: 'a', churn: 0.5, kept: 400 },
  { id: 'b', churn: 0.5, kept: 300 },
  { id: 'c', churn: 0.5, kept: 20 },
  { id: 'd', churn: 0.5, kept: 10 },
];
const ticket = { customer_id: 'a', ticket_id: 't1', opened_at: '2025-12-20', known_at: '2025-12-20' };
const answer = {
  customer_id: 'a',
  survey_id: 's1',
  invited_at: '2025-12-27',
  known_at: '2025-12-27',
  answered_at: '2025-12-28',
  kind: 'nps',
  score: 2,
};

/** What is escalated at the start of 2026 of sources; the store may hold what was flagged before. */
async function escalated(sources: Rows, over: object = {}, run = 'r1') {
  const { warehouse, store } = await openRanked(people, {
    customers: people.map(({ id }) => person(id)),
    ...sources,
  });
  const request = { asOfAt, ranked: 'ranked', config: config(over) };
  await createOpenEscalations(warehouse, request);
  const at = { asOf: '2026-01-01', asOfAt: new Date('2026-01-01T00:00:00Z') };
  const ask = { ...at, run, config: config(over), sqlAsOfAt: asOfAt, ranked: 'ranked', prefix: 'rows/' };
  const open = await escalate(warehouse, store, ask);
  const select = contextSelect({
    asOfAt,
    ranked: 'ranked',
    maxTouches: 2,
    standings: ['candidate'],
    limit: 9,
  });
  const waiting = await warehouse.rows(
    `select customer_id, escalated_at, escalation_ages_at from (${select}) c where escalated_at is not null order by customer_id`,
  );
  await warehouse.close();
  const untils = waiting.map((row) => {
    const one = candidate(row as { customer_id: string });
    return suppress(one, { ledger: neverDrawn, wave: null }, limits({}))!.until;
  });
  return { open, store, waiting: waiting.map((row) => row.customer_id), untils, at };
}

const kinds = async (sources: Rows, over: object = {}) =>
  (await escalated(sources, over)).open.map(({ customer, signals }) => [
    customer.customer_id,
    ...signals.map(({ kind }) => kind),
  ]);

const until = { config: { withinDays: 30 }, timeZone: 'UTC' };

describe('what is escalated', () => {
  it('is an unresolved case, a low score or bad words of a customer of high value, once a customer', async () => {
    const sources = {
      tickets: [
        { ...ticket, sentiment: -0.9 },
        { ...ticket, ticket_id: 't2', customer_id: 'd' },
        { ...ticket, ticket_id: 't3', customer_id: 'b', opened_at: '2025-12-30', known_at: '2025-12-30' },
      ],
      surveys: [answer, { ...answer, survey_id: 's2', customer_id: 'b', kind: 'csat', score: 4 }],
    };
    const { open, waiting, store, at } = await escalated(sources);
    expect(
      open.map(({ customer, signals }) => [customer.customer_id, signals.map(({ kind }) => kind)]),
    ).toEqual([['a', ['unresolved', 'words in a case', 'nps']]]);
    expect(waiting).toEqual(['a']);
    const { flagged } = await readFlagged(store);
    expect(flagged.map(({ kind, deadline }) => [kind, deadline])).toEqual(
      ['unresolved', 'words in a case', 'nps'].map((kind) => [kind, '2026-01-02T00:00:00.000Z']),
    );
    const [row] = escalationTable(open, { ...at, ...until }).rows;
    expect(row).toMatchObject({
      customer_id: 'a',
      queue: 'retention',
      is_new: true,
      is_overdue: false,
      opened_at: '2025-12-20T00:00:00.000Z',
      signals: 'unresolved t1; words in a case t1 (-0.9); nps s1 (2)',
    });
    expect(countEscalations(open, at)).toEqual({ open: 1, flagged: 1, overdue: 0, queues: { retention: 1 } });
  });

  it('ends with the case, with age, or with an answer that touches name', async () => {
    const resolved = { ...ticket, sentiment: -0.9, resolved_at: '2025-12-30' };
    expect(await kinds({ tickets: [resolved] })).toEqual([]);
    expect(await kinds({ tickets: [{ ...resolved, resolved_at: '2026-01-05' }] })).toHaveLength(1);
    expect(
      await kinds({
        surveys: [{ ...answer, answered_at: '2025-12-10', invited_at: '2025-12-01', known_at: '2025-12-01' }],
      }),
    ).toEqual([]);
    const touch = { touch_id: '1', customer_id: 'a', campaign: 'escalations', arm: 'contact' };
    const on = (day: string, more = {}) => ({
      touches: [{ ...touch, touched_at: day, known_at: day, ...more }],
    });
    const both = { tickets: [ticket], surveys: [answer] };
    expect(await kinds({ ...both, ...on('2025-12-29') })).toEqual([]);
    expect(await kinds({ ...both, ...on('2025-12-25') })).toEqual([['a', 'nps']]);
    expect(await kinds({ ...both, ...on('2025-12-29', { delivered: false }) })).toHaveLength(1);
    expect(await kinds({ ...both, ...on('2025-12-29', { campaign: 'spring' }) })).toHaveLength(1);
  });

  it('keeps campaigns away until the day that the list of escalations names, or as long as a case is open', async () => {
    const untilOf = async (sources: Rows, over: object = {}) => {
      const { open, at, untils } = await escalated(sources, over);
      const told = { config: config(over), timeZone: 'UTC' };
      expect(escalationTable(open, { ...at, ...told }).rows.map((row) => row.do_not_contact_until)).toEqual(
        untils,
      );
      return untils;
    };
    // from midnight on, 14 complete days are over at a midnight; from any later moment only at the next
    expect(await untilOf({ surveys: [answer] })).toEqual(['2026-01-11']);
    const later = { ...answer, survey_id: 's2', answered_at: '2025-12-28 00:00:01' };
    expect(await untilOf({ surveys: [answer, later] })).toEqual(['2026-01-12']);
    expect(await untilOf({ surveys: [later] }, { withinDays: 6 })).toEqual(['2026-01-04']);
    expect(await untilOf({ surveys: [answer], tickets: [ticket] })).toEqual([null]);
  });

  it('are all low scores since a better one of their kind', async () => {
    const on = (day: string, score: number, over: object = {}) => ({
      ...answer,
      ...{ survey_id: `s${day}`, invited_at: day, known_at: day, answered_at: day, score, ...over },
    });
    const [first, last] = [on('2025-12-26', 2), on('2025-12-30', 3)];
    const rows = async (...surveys: (typeof answer)[]) =>
      (await escalated({ surveys })).open.flatMap(({ signals }) => signals.map(({ row_id }) => row_id));
    expect(await rows(first, on('2025-12-28', 0), last)).toEqual([
      's2025-12-26',
      's2025-12-28',
      's2025-12-30',
    ]);
    expect(await rows(first, on('2025-12-28', 9), last)).toEqual(['s2025-12-30']);
    expect(await rows(first, on('2025-12-28', 9))).toEqual([]);
    expect(await rows(first, on('2025-12-28', 5, { kind: 'csat' }))).toEqual(['s2025-12-26']);
  });

  it('goes to the first queue whose facts hold', async () => {
    const queues = [
      { name: 'big', if: { clv_if_kept: { atLeast: 350 } } },
      { name: 'all', if: { open_tickets: { atLeast: 1 } } },
    ];
    const of = ['a', 'b'].map((customer_id, i) => ({ ...ticket, customer_id, ticket_id: `t${i}` }));
    const { open } = await escalated({ tickets: of }, { queues });
    expect(open.map(({ customer, queue }) => [customer.customer_id, queue])).toEqual([
      ['a', 'big'],
      ['b', 'all'],
    ]);
  });
});

const request = (asOf: string, run = 'r') => ({
  asOf,
  asOfAt: new Date(`${asOf}T00:00:00Z`),
  run,
  config: config({ answerHours: 48 }),
});
const signal = (row_id: string, day: number, over: Partial<Signal> = {}): Signal => ({
  customer_id: 'a',
  kind: 'nps',
  row_id,
  happened_at: Date.UTC(2026, 0, day) / 1000,
  score: 1,
  contacted_at: null,
  ...over,
});

describe('the time from feedback to action', () => {
  const one = (id: string, said: string, over: Partial<Flagged> = {}): Flagged => ({
    ...{ escalation_id: id, customer_id: id, kind: 'nps', row_id: `s-${id}`, flagged_on: said.slice(0, 10) },
    ...{ deadline: said, queue: 'q', as_of: said.slice(0, 10), run: 'r', said_at: said, flagged_at: said },
    ...over,
  });
  const at = (instant: string) => Date.parse(instant) / 1000;
  const asOf = at('2026-01-01T00:00:00Z');

  it('is from the first complaint to the first act after it, open ones counted as longer', () => {
    const flagged = ['a', 'b', 'c', 'd', 'e'].map((id) => one(id, '2025-12-20T00:00:00Z'));
    const later = one('a', '2025-12-21T00:00:00Z', { row_id: 'again' });
    const acts = new Map([
      ['a', [at('2025-12-19T00:00:00Z'), at('2025-12-20T04:00:00Z'), at('2025-12-25T00:00:00Z')]],
      ['b', [at('2025-12-20T06:00:00Z')]],
      ['c', [at('2025-12-20T08:00:00Z')]],
    ]);
    // 4, 6, 8 hours, and two that wait: survival is .8, .6, .4
    expect(timeToAction([...flagged, later], acts, asOf)).toMatchObject({
      escalations: 5,
      acted: 3,
      hours: { value: 8, low: 4, high: null },
    });
    expect(timeToAction(flagged.slice(1), acts, asOf).hours).toBeNull();
    expect(timeToAction(flagged, new Map(), asOf).hours).toEqual({ value: null, low: null, high: null });
  });

  it('knows nothing of later runs, of what is long past, nor of an act after a month', () => {
    const old = one('o', '2025-09-01T00:00:00Z');
    const late = one('l', '2025-12-31T00:00:00Z', { flagged_at: '2026-01-02T00:00:00Z' });
    const unknown = one('u', '2025-12-20T00:00:00Z', { said_at: null });
    const slow = one('s', '2025-11-01T00:00:00Z');
    const acts = new Map([['s', [at('2025-12-15T00:00:00Z')]]]);
    expect(timeToAction([old, late, unknown, slow], acts, asOf)).toMatchObject({ escalations: 1, acted: 0 });
  });

  it('is read off contacts about the complaint that reached the customer, and first responses', async () => {
    const touch = (id: string, customer: string, over: object = {}) => ({
      ...{
        touch_id: id,
        customer_id: customer,
        touched_at: '2025-12-29 12:00:00',
        known_at: '2025-12-29 12:00:00',
      },
      ...{ campaign: 'escalations', arm: 'contact', delivered: true },
      ...over,
    });
    const { warehouse, store } = await openRanked(people, {
      customers: people.map(({ id }) => person(id)),
      touches: [
        touch('x1', 'a'),
        touch('x2', 'b', { campaign: 'spring' }),
        touch('x3', 'c', { delivered: false }),
      ],
      tickets: [{ ...ticket, customer_id: 'd', first_response_at: '2025-12-30', opened_at: '2025-12-28' }],
    });
    const ask = { asOfAt: new Date(1000 * asOf), sqlAsOfAt: asOfAt, prefix: 'rows/' };
    expect(await readTimeToAction(warehouse, store, ask)).toBeNull();
    await appendFlagged(
      store,
      1,
      ['a', 'b', 'c', 'd'].map((id) => one(id, '2025-12-28T00:00:00Z')),
    );
    expect(await readTimeToAction(warehouse, store, ask)).toMatchObject({
      days: 90,
      escalations: 4,
      acted: 2,
    });
    expect((await store.list('rows/')).length).toBe(0);
    await warehouse.close();
  });
});

describe('an escalation', () => {
  const a = candidate({ customer_id: 'a' });

  it('keeps its number, deadline and queue while it is open, and takes up what comes later', () => {
    const first = flag([a], [signal('s1', 1)], [], request('2026-01-02'));
    const more = flag([a], [signal('s1', 1), signal('s2', 5)], first.fresh, request('2026-01-06'));
    expect(more.open[0]).toMatchObject({
      id: first.open[0]!.id,
      flagged_on: '2026-01-02',
      deadline: '2026-01-04T00:00:00.000Z',
    });
    expect(more.fresh.map(({ row_id, as_of }) => [row_id, as_of])).toEqual([['s2', '2026-01-06']]);
    const ledger = [...first.fresh, ...more.fresh];
    const later = flag([a], [signal('s2', 5)], ledger, request('2026-01-17'));
    expect([later.open[0]!.id, later.fresh]).toEqual([first.open[0]!.id, []]);
    expect(countEscalations(later.open, request('2026-01-17'))).toMatchObject({ flagged: 0, overdue: 1 });
    const other = flag([a], [signal('s3', 20)], ledger, request('2026-01-21'));
    expect(other.open[0]!.id).not.toBe(first.open[0]!.id);
  });

  it('is of two that the ledger has of one day the one due first', () => {
    const flagged = flag([a], [signal('s1', 1)], [], request('2026-01-02')).fresh[0]!;
    const other = { ...flagged, row_id: 's2', escalation_id: '0', deadline: '2026-01-04T05:00:00.000Z' };
    const { open } = flag([a], [signal('s1', 1), signal('s2', 1)], [other, flagged], request('2026-01-03'));
    expect(open.map(({ deadline }) => deadline)).toEqual([flagged.deadline]);
  });

  it('begins anew where a case is opened again: with a number and a deadline of its own', () => {
    const opened = (day: number) => signal('t1', day, { kind: 'unresolved', score: null });
    const first = flag([a], [opened(1)], [], request('2026-01-08'));
    const again = flag([a], [opened(10)], first.fresh, request('2026-01-17'));
    expect(again.open[0]).toMatchObject({ flagged_on: '2026-01-17', deadline: '2026-01-19T00:00:00.000Z' });
    expect(again.open[0]!.id).not.toBe(first.open[0]!.id);
    expect(again.fresh).toHaveLength(1);
    const next = flag([a], [opened(10)], [...first.fresh, ...again.fresh], request('2026-01-18'));
    expect([next.open[0]!.id, next.fresh]).toEqual([again.open[0]!.id, []]);
  });

  it('stays what it was where an answer is edited, until somebody has contacted the customer', () => {
    const first = flag([a], [signal('s1', 1)], [], request('2026-01-02'));
    const edited = flag([a], [signal('s1', 4)], first.fresh, request('2026-01-05'));
    expect([edited.open[0]!.id, edited.open[0]!.deadline, edited.fresh]).toEqual([
      first.open[0]!.id,
      '2026-01-04T00:00:00.000Z',
      [],
    ]);
    const contacted_at = Date.UTC(2026, 0, 3) / 1000;
    const after = flag([a], [signal('s1', 4, { contacted_at })], first.fresh, request('2026-01-05'));
    expect(after.open[0]!.id).not.toBe(first.open[0]!.id);
    expect(after.fresh).toHaveLength(1);
    const before = { contacted_at: Date.UTC(2025, 11, 30) / 1000 };
    expect(flag([a], [signal('s1', 4, before)], first.fresh, request('2026-01-05')).fresh).toEqual([]);
  });

  it('says in whose comparison the customer stands', () => {
    const draw = {
      customer_id: 'a',
      campaign: 'spring',
      term: 1,
      as_of: '2025-12-01',
      arm_until: '2026-02-01',
      arm: 'control' as const,
      stratum: 1,
      share: 0.2,
      run: 'r',
      draw: 1,
    };
    const { open } = flag([{ ...a, draws: [draw] }], [signal('s1', 1)], [], request('2026-01-02'));
    expect(escalationTable(open, { ...request('2026-01-02'), ...until }).rows[0]).toMatchObject({
      compared_by: 'spring: control',
    });
    expect(escalationTable(open, { ...request('2026-02-01'), ...until }).rows[0]).toMatchObject({
      compared_by: '',
    });
  });

  it('is flagged once, whatever comes in whatever order, is run again or races', async () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('a', 'b')), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        days,
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 }),
        async (said, runs) => {
          const store = memoryStore();
          const all = said.map(([day, customer_id], i) => signal(`s${i}`, day, { customer_id }));
          for (const day of runs) await flagOn(store, all, day);
          const { flagged } = await readFlagged(store);
          const seen = flagged.map((one: Flagged) => `${one.customer_id} ${one.kind} ${one.row_id}`);
          expect(new Set(seen).size).toBe(seen.length);
          const again = await flagOn(store, all, runs.at(-1)!);
          expect(again).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is not overwritten by a run that comes second', async () => {
    const store = memoryStore();
    const { fresh } = flag([a], [signal('s1', 1)], [], request('2026-01-02'));
    expect(await appendFlagged(store, 1, fresh)).toBe(true);
    expect(await appendFlagged(store, 1, [])).toBe(false);
    expect((await store.list(keys.escalations)).map(({ key }) => key)).toEqual([keys.escalationFile(1)]);
  });

  it('goes on behind its last file where one before it is missing', async () => {
    const store = memoryStore();
    for (const day of [2, 3]) await flagOn(store, [signal(`s${day}`, day - 1)], day);
    await store.delete(keys.escalationFile(1));
    expect((await readFlagged(store)).next).toBe(3);
    expect(await flagOn(store, [signal('s4', 3)], 4)).toBe(1);
  });
});

/** Flags what was said within two weeks before a day; answers how much was new. */
async function flagOn(store: ObjectStore, all: readonly Signal[], day: number): Promise<number> {
  const at = Date.UTC(2026, 0, day) / 1000;
  const open = all.filter(({ happened_at: said }) => said < at && said >= at - 14 * 86_400);
  const { flagged, next } = await readFlagged(store);
  const asOf = new Date(1000 * at).toISOString().slice(0, 10);
  const customers = ['a', 'b'].map((customer_id) => candidate({ customer_id }));
  const { fresh } = flag(customers, open, flagged, request(asOf));
  if (fresh.length > 0) expect(await appendFlagged(store, next, fresh)).toBe(true);
  return fresh.length;
}
