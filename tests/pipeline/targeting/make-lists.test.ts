import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { readDraws } from '../../../pipeline/targeting/ledger.ts';
import type { Draw } from '../../../pipeline/targeting/ledger-state.ts';
import { listCsv, listParquet } from '../../../pipeline/targeting/list-files.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { candidate, draw, selection } from './fixtures.ts';

/** Rows of the ledger's first file; none where nobody was drawn. */
const ledgerOf = async (store: ObjectStore): Promise<Row[]> => {
  const bytes = await store.get(keys.arms(1));
  return bytes === null ? [] : readParquet(bytes);
};
const ids = (rows: readonly Row[]) => rows.map((row) => String(row.customer_id));

const someone = fc.record({
  churn: fc.double({ min: 0.05, max: 0.89, noNaN: true }),
  clv_if_kept: fc.double({ min: 20, max: 5000, noNaN: true }),
  consent: fc.constantFrom(true, true, true, false, null),
  touches_90d: fc.integer({ min: 0, max: 14 }),
});
const crowd = fc
  .array(someone, { maxLength: 60 })
  .map((people) => people.map((one, i) => candidate({ ...one, customer_id: `c${i}` })));
const goneCrowd = fc
  .array(
    fc.record({ clv_if_kept: fc.integer({ min: 1, max: 900 }), long: fc.boolean(), consent: fc.boolean() }),
    { maxLength: 20 },
  )
  .map((people) =>
    people.map(({ clv_if_kept, long, consent }, i) => gone(`g${i}`, clv_if_kept, long, consent)),
  );

function gone(id: string, worth: number, long: boolean, consent = true): SelectedCustomer {
  const standing = long ? 'beyond_lookback' : 'above_gone_probability';
  const churn = long ? null : 0.97;
  return { ...candidate({ customer_id: id, standing, churn, clv_if_kept: worth, consent }), priority: worth };
}

describe('the lists', () => {
  it('keep every promise for any crowd', async () => {
    await fc.assert(
      fc.asyncProperty(crowd, goneCrowd, fc.integer({ min: 1, max: 40 }), async (people, left, listSize) => {
        const { lists, store } = await draw(selection(people, left), { listSize, holdout: { share: 0.3 } });
        const drawn = await ledgerOf(store);
        const arms = new Map(drawn.map((row) => [String(row.customer_id), row.arm]));
        const suppressed = new Set(ids([...lists.suppressed.rows]));
        for (const id of ids(lists.atRisk.rows)) {
          expect(id.startsWith('c')).toBe(true); // nobody gone
          expect(suppressed.has(id)).toBe(false);
          expect(arms.get(id)).toBe('contact');
        }
        const { customers, listed, heldOut, contacted, ...lost } = lists.funnel;
        expect(customers - Object.values(lost).reduce((sum, count) => sum + count, 0)).toBe(listed);
        expect(Object.values(lost).every((count) => count >= 0)).toBe(true);
        expect(listed - heldOut).toBe(contacted);
        expect(lists.atRisk.rows.length).toBe(contacted);
        expect(drawn.length).toBe(listed);
        expect(lists.suppressed.rows.length).toBe(lost.suppressed + lost.leftAlone + lost.noPlay);
        expect(listed).toBeLessThanOrEqual(listSize);
        const w = lists.winBackCounts;
        expect(w.gone - w.suppressed - w.beyondListSize).toBe(w.listed);
        expect(lists.winBack.rows.length).toBe(w.listed);
        const priorities = lists.atRisk.rows.map((row) => Number(row.priority));
        expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
        expect(lists.atRisk.rows.map((row) => row.rank)).toEqual(priorities.map((_, i) => i + 1));
        for (const row of [...lists.atRisk.rows, ...lists.suppressed.rows, ...drawn]) {
          const byHand = Number(row.churn) * (Number(row.clv_if_kept) - Number(row.clv_if_lost));
          expect(Math.abs(byHand - Number(row.value_at_risk))).toBeLessThan(0.005 + 1e-9);
          if (row.clv === undefined) continue; // a draw of the ledger
          const worth =
            (1 - Number(row.churn)) * Number(row.clv_if_kept) + Number(row.churn) * Number(row.clv_if_lost);
          expect(Math.abs(worth - Number(row.clv))).toBeLessThan(0.005 + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of the customers', async () => {
    await fc.assert(
      fc.asyncProperty(crowd, async (people) => {
        const mixed = await draw(selection([...people].reverse()), { listSize: 10 });
        expect(mixed.lists).toEqual((await draw(selection(people), { listSize: 10 })).lists);
      }),
      { numRuns: 20 },
    );
  });

  it('give the place of someone left alone to the next, and count nobody below the last place', async () => {
    const people = [
      candidate({ customer_id: 'first', priority: 50 }),
      candidate({ customer_id: 'left alone', priority: 40, consent: false }),
      candidate({ customer_id: 'second', priority: 30 }),
      candidate({ customer_id: 'below', priority: 20 }),
      candidate({ customer_id: 'below and left alone', priority: 10, consent: false }),
    ];
    const { lists } = await draw(selection(people), { listSize: 2, holdout: { share: 0 } });
    expect(lists.atRisk.rows.map((row) => row.customer_id)).toEqual(['first', 'second']);
    expect([...lists.suppressed.rows].map((row) => [row.customer_id, row.rule])).toEqual([
      ['left alone', 'no_consent'],
    ]);
    expect(lists.funnel).toMatchObject({ listed: 2, suppressed: 1, beyondListSize: 2, heldOut: 0 });
  });

  it('carry the columns of the contract, rounded, with reasons and play', async () => {
    const one = candidate({
      customer_id: '00012',
      churn: 0.12345678,
      clv_if_kept: 1234.5678,
      priority: 99.999,
    });
    const { lists } = await draw(selection([one]), { holdout: { share: 0 } });
    expect(lists.atRisk.rows[0]).toMatchObject({
      rank: 1,
      rank_stability: 1,
      customer_id: '00012',
      churn: 0.123457,
      clv_if_kept: 1234.57,
      priority: 100,
      reason_1: '3 open cases; usual is 0',
      reason_2: 'Nothing else stands out',
      play: 'Call about the open case',
      channel: 'phone',
      arm: 'contact',
      open_ticket_days: 12,
    });
    expect(Object.keys(lists.atRisk.rows[0]!)).toEqual(lists.atRisk.columns.map(({ name }) => name));
  });

  it('put the held out into the ledger with what would have been done, and say what the arms can show', async () => {
    const people = Array.from({ length: 40 }, (_, i) =>
      candidate({ customer_id: `c${i}`, clv_if_kept: 100 + i, priority: 60 + i }),
    );
    const { lists, store } = await draw(selection(people), {
      listSize: 40,
      holdout: { share: 0.25, strata: 4 },
    });
    const held = (await ledgerOf(store)).filter((row) => row.arm === 'control');
    expect(held.length).toBe(10);
    expect(held[0]).toMatchObject({
      campaign: 'this-week',
      term: 1,
      as_of: '2026-01-01',
      arm_until: '2026-04-01',
      run: 'abc123',
      draw: 1,
      share: 0.25,
      play: 'Call about the open case',
    });
    expect(lists.campaigns[0]).toMatchObject({ name: 'this-week', drawn: 40, heldOut: 10 });
    for (const { listed, heldOut } of lists.campaigns[0]!.strata) {
      expect(listed).toBe(5);
      expect([1, 2]).toContain(heldOut);
    }
    expect(lists.campaigns[0]!.stayingByModel).toBeCloseTo(0.5, 12);
  });

  it('rank the gone by worth, say why they are gone, and leave alone those who may not be contacted', async () => {
    const left = [gone('long', 300, true), gone('likely', 500, false), gone('no consent', 900, true, false)];
    const { lists } = await draw(selection([], left));
    expect(lists.winBack.rows.map((row) => [row.rank, row.customer_id, row.churn, row.why_gone])).toEqual([
      [1, 'likely', 0.97, 'above_gone_probability'],
      [2, 'long', null, 'beyond_lookback'],
    ]);
    expect(ids([...lists.winBackSuppressed.rows])).toEqual(['no consent']);
  });

  it('never win back whom a campaign holds out', async () => {
    const held = { campaign: 'spring', as_of: '2025-12-20', arm_until: '2026-03-01', arm: 'control' } as Draw;
    const one = { ...gone('held', 900, false), consent: true, draws: [held] };
    const { lists } = await draw(selection([], [one]));
    expect(lists.winBack.rows).toEqual([]);
    expect([...lists.winBackSuppressed.rows][0]).toMatchObject({
      rule: 'held_out',
      explanation: 'Held out from the campaign spring until 2026-03-01, so that its effect can be measured',
    });
  });

  it('count whom no campaign is for apart from those without a place', async () => {
    const some = selection(['a', 'b', 'c'].map((customer_id) => candidate({ customer_id })));
    const chosen = { ...some, standings: { ...some.standings, candidate: 10 }, notEligible: 7 };
    const { lists } = await draw(chosen, { listSize: 2 });
    expect(lists.funnel).toMatchObject({ notEligible: 7, beyondListSize: 1, listed: 2 });
    const nobody = await draw({ ...chosen, candidates: [], notEligible: 10 });
    expect(nobody.lists.notes[0]).toMatch(/10 not `eligible` in a campaign/);
    const standings = { ...some.standings, candidate: 1210 };
    const many = await draw({ ...chosen, standings, candidates: [], notEligible: 1210 });
    expect(many.lists.notes[0]).toMatch(/The [\d,]+ customers are: 1,210 not `eligible`/);
  });

  it('name the causes where nobody is listed', async () => {
    const noYes = ['a', 'b', 'c'].map((id) =>
      candidate({ customer_id: id, consent: id === 'a' ? false : null }),
    );
    const optedOut = candidate({ customer_id: 'd', opted_out_at: 1_700_000_000 });
    const { lists } = await draw(selection([...noYes, optedOut]));
    expect(lists.notes).toEqual([
      'Nobody is listed. The 116 customers are: 70 not above targeting.atRiskAbove; 30 not within targeting.highValueShare; 7 for whom a contact costs more than it can save; 5 with nothing at risk; 4 suppressed (3 without consent, 1 opted out).',
      '7 customers are not listed: a contact would cost more than it is expected to save, 10% of what can be saved (targeting.savedShare). Costs are guessed by channel: set `cost` of the plays, or targeting.costPerContact.',
    ]);
  });

  it('name the draw where it holds out all who are listed', async () => {
    const two = ['a', 'b'].map((customer_id) => candidate({ customer_id }));
    const holdout = { share: 0.999_999 };
    const { lists } = await draw(selection(two), { holdout });
    expect(lists.atRisk.rows).toEqual([]);
    expect(lists.notes[0]).toMatch(/^Nobody is to be contacted: the draw holds out all 2 customers listed/);
    const { lists: one } = await draw(selection(two.slice(1)), { holdout });
    expect(one.notes[0]).toMatch(/holds out the one customer listed/);
  });

  it('leave alone whose play it is, count them apart, and give their place to the next', async () => {
    const bothered = {
      group: 'touches',
      feature: 'touches_90d',
      text: '9 messages in 90 days',
      contribution: 1,
    };
    const people = [
      candidate({ customer_id: 'bothered', priority: 300, reasons: [bothered], touches_90d: 9 }),
      candidate({ customer_id: 'one newsletter', priority: 200, reasons: [bothered], touches_90d: 1 }),
      candidate({ customer_id: 'next', priority: 100 }),
    ];
    const { lists, store } = await draw(selection(people), { listSize: 2, holdout: { share: 0 } });
    expect(lists.atRisk.rows.map((row) => [row.customer_id, row.play])).toEqual([
      ['one newsletter', 'Personal note'],
      ['next', 'Call about the open case'],
    ]);
    expect([...lists.suppressed.rows].map((row) => [row.customer_id, row.rule, row.explanation])).toEqual([
      ['bothered', 'left_alone', 'Fewer messages'],
    ]);
    expect(lists.funnel).toMatchObject({ listed: 2, leftAlone: 1, suppressed: 0 });
    expect(ids(await ledgerOf(store))).not.toContain('bothered');
  });

  it('hold nobody whom no play answers, whose contact would cost nothing and say nothing', async () => {
    const moved = { group: 'orders', feature: 'orders_365d', text: '2 orders; usual is 9', contribution: 1 };
    const people = [
      candidate({ customer_id: 'other reason', priority: 300, reasons: [moved] }),
      candidate({ customer_id: 'other facts', priority: 200, open_tickets: 0 }),
      candidate({ customer_id: 'answered', priority: 100 }),
    ];
    const plays = [
      { name: 'Call', channel: 'phone', cost: 1, when: ['support'], if: { open_tickets: { atLeast: 1 } } },
    ];
    const { lists, store } = await draw(selection(people), { plays, listSize: 2, holdout: { share: 0 } });
    expect(lists.atRisk.rows.map((row) => [row.customer_id, row.play])).toEqual([['answered', 'Call']]);
    expect([...lists.suppressed.rows].map((row) => [row.customer_id, row.rule, row.until])).toEqual([
      ['other reason', 'no_play', null],
      ['other facts', 'no_play', null],
    ]);
    expect(lists.funnel).toMatchObject({ listed: 1, noPlay: 2, leftAlone: 0, beyondListSize: 0 });
    expect(lists.notes.join()).toMatch(/2 customers are not listed: no play fits/);
    expect(ids(await ledgerOf(store))).toEqual(['answered']);
    const nobody = await draw(selection(people.slice(0, 2)), { plays });
    expect(nobody.lists.notes[0]).toMatch(/2 whom no play fits/);
  });

  it('propose no contact that costs more than it can save', async () => {
    const small = candidate({
      customer_id: 'small',
      clv_if_kept: 15,
      priority: 6,
      open_tickets: 0,
      reasons: [],
    });
    const { lists } = await draw(selection([small]));
    expect(lists.atRisk.rows).toEqual([]);
    expect(lists.funnel).toMatchObject({ notWorthContact: 8, listed: 0, beyondListSize: 0 });
    const cheap = [{ name: 'Automatic mail', channel: 'email', cost: 0.05 }];
    const { lists: cheaper } = await draw(selection([small]), { plays: cheap, holdout: { share: 0 } });
    expect(ids(cheaper.atRisk.rows)).toEqual(['small']);
  });

  it('keep ids and names that a spreadsheet takes for formulas as they are, but in the spreadsheet’s own file', async () => {
    const odd = ['+48123456789', '@anna', '=)', '-7'];
    const people = odd.map((customer_id, i) =>
      candidate({ customer_id, name: customer_id, priority: 100 - i }),
    );
    const { lists, store } = await draw(selection(people), { holdout: { share: 0.5, strata: 1 } });
    const known = await readDraws(store, 1);
    expect(known!.map(({ customer_id: id }) => id).sort()).toEqual([...odd].sort());
    const contacted = ids(lists.atRisk.rows);
    expect(contacted.length).toBe(2);
    for (const id of contacted) expect(odd).toContain(id);
    expect(ids(await readParquet(listParquet(lists.atRisk)))).toEqual(contacted);
    const csv = listCsv(lists.atRisk, { delimiter: ',', decimal: '.' });
    for (const id of contacted) expect(csv).toContain(`"'${id}","'${id}"`);
  });

  it('say on what ground somebody may be contacted, and repeat why consent is assumed', async () => {
    const people = [candidate({ customer_id: 'yes' }), candidate({ customer_id: 'unknown', consent: null })];
    const left = [{ ...gone('away', 900, true), consent: null }];
    const consent = { assumed: 'all agreed when they opened the account' };
    const { lists } = await draw(selection(people, left), { consent, holdout: { share: 0 } });
    const grounds = new Map(lists.atRisk.rows.map((row) => [row.customer_id, row.consent]));
    expect(grounds).toEqual(
      new Map([
        ['yes', 'recorded'],
        ['unknown', `assumed: ${consent.assumed}`],
      ]),
    );
    expect(lists.winBack.rows.map((row) => row.consent)).toEqual([`assumed: ${consent.assumed}`]);
    expect(lists.notes).toContain(
      `1 of the 2 listed have no recorded consent; it is assumed: ${consent.assumed}`,
    );
    const strict = await draw(selection(people, left), { holdout: { share: 0 } });
    expect(ids(strict.lists.atRisk.rows)).toEqual(['yes']);
    expect(strict.lists.notes.join()).not.toMatch(/assumed/);
  });

  it('say when a listed customer has no reason', async () => {
    const people = [
      candidate({ customer_id: 'a', reasons: null }),
      candidate({ customer_id: 'b', reasons: [] }),
    ];
    const { lists } = await draw(selection(people), { holdout: { share: 0 } });
    expect(lists.notes.filter((note) => /2 listed customers have no reasons/.test(note))).toHaveLength(1);
    expect(lists.atRisk.rows.map((row) => row.reason_1)).toEqual(
      Array(2).fill('Nothing in particular raises the risk: listed for what is at stake'),
    );
    const one = await draw(selection(people.slice(0, 1)), { holdout: { share: 0 } });
    expect(one.lists.notes.join()).toMatch(/1 listed customer has no reasons/);
    expect(lists.atRisk.rows.find((row) => row.customer_id === 'b')?.play).toBe('Personal note');
  });
});
