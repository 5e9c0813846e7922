import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../contracts/ports/warehouse.ts';
import type { ListBefore, ListedBefore } from '../../../../pipeline/targeting/changes/list-before.ts';
import { lookAt, whyGone } from '../../../../pipeline/targeting/changes/why-gone.ts';
import type { Standing } from '../../../../pipeline/targeting/rank.ts';
import type { SelectedCustomer } from '../../../../pipeline/targeting/selected-customer.ts';
import { candidate, draw, filling, selection, standing } from '../fixtures.ts';
import { drawOf } from '../known-customers.ts';

const was = (over: Partial<ListedBefore> = {}): ListedBefore => ({
  campaign: 'this-week',
  rank: 1,
  play: 'Call about the open case',
  name: 'Ann',
  explored: false,
  ...over,
});

const lastList = (over: Partial<ListBefore> = {}): ListBefore => ({
  asOf: '2025-12-25',
  listed: new Map(),
  leftAlone: new Map(),
  gone: new Set(),
  standings: new Map(),
  ...over,
});

const stands = (standing: Standing, priority = 1) => ({ standing, priority });

/** The changes of a list of so many places against the one before. */
async function changes(people: readonly SelectedCustomer[], list: ListBefore, listSize = 2) {
  const over = { listSize, holdout: { share: 0 } };
  const { lists } = await draw(selection(people), over, { before: list });
  return lists.changes!;
}

const seen = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map((row) => [row.customer_id, [row.change, row.why]]));

describe('what a list changes', () => {
  it('says of everybody on either list who came, who went and why', async () => {
    const people = [
      candidate({ customer_id: 'kept', priority: 500 }),
      candidate({ customer_id: 'came', priority: 400 }),
      candidate({ customer_id: 'next', priority: 300 }),
    ];
    const list = lastList({
      listed: new Map([
        ['next', was({ rank: 1 })],
        ['kept', was({ rank: 2 })],
        ['safe', was({ rank: 3 })],
        ['erased', was({ rank: 4 })],
      ]),
      leftAlone: new Map([['came', { rule: 'touched_recently', explanation: 'Last contacted on 20 Dec' }]]),
      standings: new Map([
        ['next', stands('candidate')],
        ['kept', stands('candidate')],
        ['safe', stands('nothing_at_risk')],
      ]),
    });
    const { table, counts } = await changes(people, list);
    expect(seen(table.rows)).toEqual({
      kept: ['stayed', null],
      came: ['new', 'touched_recently'],
      next: ['gone', 'beyond_list_size'],
      safe: ['gone', 'nothing_at_risk'],
    });
    expect(table.rows[0]).toMatchObject({ rank: 1, rank_before: 2, compared_with: '2025-12-25' });
    expect(table.rows[1]!.explanation).toBe('Suppressed on 2025-12-25: Last contacted on 20 Dec');
    expect(counts.campaigns).toEqual([
      {
        ...{ name: 'this-week', new: 1, gone: 3, moved: 0, stayed: 1, higher: 1, lower: 0 },
        whyNew: { touched_recently: 1 },
        whyGone: { beyond_list_size: 1, nothing_at_risk: 1, not_scored: 1 },
      },
    ]);
  });

  it('tells another play and another campaign from a stay', async () => {
    const people = [
      candidate({ customer_id: 'a', priority: 90 }),
      candidate({ customer_id: 'b', priority: 80 }),
    ];
    const list = lastList({
      listed: new Map([
        ['a', was({ play: 'Letter' })],
        ['b', was({ campaign: 'spring' })],
      ]),
      standings: new Map([
        ['a', stands('candidate')],
        ['b', stands('candidate')],
      ]),
    });
    const { table, counts } = await changes(people, list);
    expect(seen(table.rows)).toEqual({ a: ['moved', 'other_play'], b: ['moved', 'other_campaign'] });
    expect(table.rows[1]).toMatchObject({ campaign: 'this-week', campaign_before: 'spring' });
    expect(counts.campaigns[0]).toMatchObject({ new: 0, gone: 0, moved: 2, stayed: 0 });
  });

  it('says why somebody is new who was neither left alone nor gone', async () => {
    const list = lastList({ gone: new Set(['back']), listed: new Map([['other', was()]]) });
    const people = [
      candidate({ customer_id: 'back', priority: 90 }),
      candidate({ customer_id: 'risen', priority: 80 }),
    ];
    const { table } = await changes(people, list);
    expect(seen(table.rows)).toEqual({ back: ['new', 'gone_before'], risen: ['new', 'not_listed_before'] });
    const first = await changes(people, lastList());
    expect(first.table.rows.map(({ why }) => why)).toEqual(['new_campaign', 'new_campaign']);
  });

  it('names the rule that leaves somebody alone now, above the last place and below', async () => {
    const people = [
      candidate({ customer_id: 'a', priority: 90 }),
      candidate({ customer_id: 'above', priority: 80, opted_out_at: 1766000000 }),
      candidate({ customer_id: 'b', priority: 70 }),
      candidate({ customer_id: 'below', priority: 60, consent: false }),
    ];
    const listed = new Map(['above', 'below'].map((id, i) => [id, was({ rank: i })] as const));
    const standings = new Map(['above', 'below'].map((id) => [id, stands('candidate')] as const));
    const { table } = await changes(people, lastList({ listed, standings }));
    expect(seen(table.rows)).toMatchObject({ above: ['gone', 'opted_out'], below: ['gone', 'no_consent'] });
  });

  it('adds up for any two lists', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(ids, ids, ids, fc.integer({ min: 1, max: 12 }), async (now, then, known, size) => {
        const people = now.map((n) => candidate({ customer_id: `c${n}`, priority: 100 - n }));
        const listed = new Map(then.map((n, i) => [`c${n}`, was({ rank: i + 1 })] as const));
        const scored = new Set([...now, ...known]);
        const standings = new Map([...scored].map((n) => [`c${n}`, stands('candidate')] as const));
        const { table, counts } = await changes(people, lastList({ listed, standings }), size);
        const [one] = counts.campaigns;
        expect(one!.new + one!.moved + one!.stayed).toBe(Math.min(size, people.length));
        expect(one!.gone + one!.moved + one!.stayed).toBe(listed.size);
        expect(new Set(table.rows.map((row) => row.customer_id)).size).toBe(table.rows.length);
        for (const row of table.rows) expect(scored.has(Number(String(row.customer_id).slice(1)))).toBe(true);
        for (const row of table.rows) expect(row.why === null).toBe(row.change === 'stayed');
      }),
      { numRuns: 30 },
    );
  });
});

describe('why somebody is gone', () => {
  const outcome = {
    asOf: '2026-01-01',
    fills: [filling()],
    selection: { candidates: [candidate({ customer_id: 'pool', priority: 50 })], isWhole: false },
    heldOut: new Map<string, string>(),
    leftAlone: new Map(),
    notWorthContact: new Set<string>(),
  };
  const looked = (over: Partial<typeof outcome> = {}) => {
    const all = { ...outcome, ...over };
    return { ...all, lookedAt: lookAt(new Set(['x']), all) };
  };
  const ask = (standing: Standing, listed = was(), over: Partial<typeof outcome> = {}) =>
    whyGone('x', listed, lastList({ standings: new Map([['x', stands(standing, 60)]]) }), looked(over))?.why;

  it('is what was decided first, then the scores, then the place', () => {
    expect(ask('candidate')).toBe('beyond_list_size');
    expect(ask('below_value')).toBe('below_value');
    expect(ask('beyond_lookback', was({ explored: true }))).toBe('beyond_lookback');
    expect(ask('below_risk', was({ explored: true }))).toBe('drawn_by_lot');
    expect(ask('below_risk', was({ campaign: 'over' }))).toBe('campaign_over');
    expect(ask('below_risk', was(), { heldOut: new Map([['x', 'this-week']]) })).toBe('held_out');
    expect(whyGone('gone', was(), lastList(), looked())).toBeNull();
  });

  it('is that the campaign is for others, where a customer of higher priority was passed over', () => {
    const fill = filling();
    const eligible = { segment: { is: 'home' } };
    const fills = [{ ...fill, campaign: { ...fill.campaign, eligible } }];
    expect(ask('candidate', was(), { fills })).toBe('not_eligible');
    const pool = { candidates: [candidate({ customer_id: 'pool', priority: 70 })], isWhole: false };
    expect(ask('candidate', was(), { fills, selection: pool })).toBe('beyond_list_size');
  });

  it('is the rule of the campaign that listed them, whatever rule another list of the date goes by', () => {
    const own = standing({}, 60);
    const wave = { starts: '2025-12-25', ends: '2026-01-10' };
    const polish = {
      ...filling(),
      campaign: { ...own, name: 'polish', starts: wave.starts, waveSpan: wave },
    };
    const draws = [drawOf('x', { campaign: 'polish', arm: 'contact', from: 16, long: 60, share: 0.2 }, 0)];
    const touched_by = new Map([['polish', Date.parse('2025-12-28') / 1000]]);
    const over = {
      fills: [filling(), polish],
      leftAlone: new Map([['x', { why: 'other_campaign', explanation: 'Contacted by the campaign polish' }]]),
    };
    const of = (one: object) => {
      const candidates = [candidate({ customer_id: 'x', priority: 60, draws, ...one })];
      return ask('candidate', was({ campaign: 'polish' }), {
        ...over,
        selection: { candidates, isWhole: false },
      });
    };
    expect(of({ touched_by })).toBe('already_contacted');
    expect(of({})).toBe('other_campaign');
  });

  it('is that a contact costs more than it saves', () => {
    const selected = { candidates: [candidate({ customer_id: 'x', priority: 60 })], isWhole: false };
    const over = { selection: selected, notWorthContact: new Set(['x']) };
    expect(ask('candidate', was(), over)).toBe('not_worth_contact');
  });
});
