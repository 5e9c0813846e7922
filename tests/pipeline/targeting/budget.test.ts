import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../contracts/campaign.ts';
import type { Budget } from '../../../contracts/config/budget.ts';
import { globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import { fillList } from '../../../pipeline/targeting/fill-list.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { readDraws } from '../../../pipeline/targeting/ledger.ts';
import type { Draw } from '../../../pipeline/targeting/ledger-state.ts';
import type { Selection } from '../../../pipeline/targeting/select-customers.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { addSpend, nothingSpent, resourcesOf } from '../../../pipeline/targeting/spend.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, draw, filling, selection, standing, targeting } from './fixtures.ts';

const plays = [
  {
    name: 'Call',
    channel: 'phone',
    cost: 5,
    minutes: 15,
    if: { open_tickets: { atLeast: 1 } },
    when: ['support'],
  },
  { name: 'Note', channel: 'email', cost: 1 },
];
const spring: Campaign = {
  ...standing({ holdout: { share: 0 } }),
  name: 'spring',
  starts: '2026-01-01',
  listSize: 10,
};
/** Ten customers; those of even number have an open case, which a call answers. */
const people = Array.from({ length: 10 }, (_, i) =>
  candidate({ customer_id: `c${i}`, priority: 200 - 10 * i, open_tickets: i % 2 === 0 ? 1 : 0 }),
);
const listedFor = (budget: Budget | null, over: Partial<Campaign> = {}, spent = nothingSpent) =>
  fillList(people, { ...filling({ plays }), campaign: { ...spring, budget, ...over }, spent }).listed.map(
    ({ customer, play }) => `${customer.customer_id} ${play?.name}`,
  );

describe('a list under a budget', () => {
  it('takes the contacts that win most for it, and without one all that pay', () => {
    expect(listedFor(null)).toHaveLength(10);
    expect(listedFor({ contacts: 3 })).toEqual(['c0 Call', 'c1 Note', 'c3 Note']);
    // gains are 20 − i; a note is worth 19 − i for 1, a call 15 − i for 5: five notes, then the first call
    expect(listedFor({ money: 10 })).toEqual([
      'c0 Call',
      'c1 Note',
      'c3 Note',
      'c5 Note',
      'c7 Note',
      'c9 Note',
    ]);
  });

  it('keeps to the hours of agents and to what a channel takes', () => {
    const calls = (budget: Budget) => listedFor(budget).filter((one) => one.endsWith('Call'));
    expect(calls({ hours: 0.5 })).toEqual(['c0 Call', 'c2 Call']);
    expect(listedFor({ channels: { phone: 1, email: 2 } })).toEqual(['c0 Call', 'c1 Note', 'c3 Note']);
  });

  it('plans for those held out, who cost nothing', () => {
    const half = { holdout: { ...spring.holdout, share: 0.5 } };
    expect(listedFor({ contacts: 3 }, half)).toHaveLength(6);
  });

  it('counts whole whom the standing campaign drew on an earlier date: of them nobody is held out any more', () => {
    const half = { ...filling({ plays }).campaign, holdout: { ...spring.holdout, share: 0.5 } };
    const bound = { campaign: half.name, arm: 'contact', arm_until: '2026-03-01', share: 0.5, stratum: 1 };
    const listedOf = (as_of: string) => {
      const known = people.map((one) => ({ ...one, draws: [{ ...bound, as_of } as Draw] }));
      const request = { ...filling({ plays }), campaign: { ...half, budget: { contacts: 3 } } };
      return fillList(known, request).listed;
    };
    expect(listedOf('2025-12-20')).toHaveLength(3);
    expect(listedOf('2026-01-01')).toHaveLength(6); // the list that drew them, made again
  });

  it('counts what earlier lists of a campaign have spent, and lists whom it drew before for nothing', () => {
    const drawn = [
      { play: 'Call', channel: 'phone', share: 0, draws: 1, cost: 5 },
      { play: 'Note', channel: 'email', share: 0.5, draws: 2, cost: 2 },
    ];
    const spent = addSpend(
      nothingSpent,
      drawn,
      plays.map((play) => ({ when: [], ...play })),
    );
    expect(spent).toEqual({ contacts: 2, money: 6, hours: 0.25, channels: { phone: 1, email: 1 } });
    expect(resourcesOf({ contacts: 3, money: 5 }, spent).map(({ left }) => left)).toEqual([1, 0]);
    expect(listedFor({ contacts: 3 }, {}, spent)).toEqual(['c1 Note']);
    const arm = {
      campaign: 'spring',
      arm: 'contact',
      as_of: '2025-12-20',
      arm_until: '2026-02-01',
      share: 0,
    };
    const known = people.map((one, i) => (i < 8 ? one : { ...one, draws: [{ ...arm } as Draw] }));
    const again = fillList(known, {
      ...filling({ plays }),
      campaign: { ...spring, budget: { contacts: 3 } },
      spent,
    });
    expect(again.listed.map(({ customer }) => customer.customer_id)).toEqual(['c1', 'c8', 'c9']);
  });

  it('has as much left after the draw as before it, whatever part of a cent a contact costs', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      candidate({ customer_id: `c${i}`, priority: 900 - i }),
    );
    const priced = filling({ plays: [{ name: 'Message', channel: 'sms', cost: 0.33491 }] });
    const fills = [{ ...priced, campaign: { ...spring, listSize: 100, budget: { money: 30 } } }];
    const store = memoryStore();
    const request = { asOf: '2026-01-01', run: 'r', globalControl: null, counts: new Map(), file: 1 };
    const refill = async (same: Selection) => same;
    const drawn = await drawListed(store, selection(many), { ...request, fills, refill });
    const { listed } = fillLists(drawn.selection.candidates, drawn.fills);
    expect(listed).toHaveLength(89); // 30 / .3349 = 89.6
    expect(listed.every(({ ledger }) => ledger.drawn !== null)).toBe(true);
    expect((await readDraws(store, 1))!.map(({ cost }) => cost)).toEqual(Array(89).fill(0.3349));
  });

  it('chooses by the reasons of those who come onto the list because others are in the global control group', async () => {
    const alone = { group: 'touches', feature: 'touches_90d', text: 'Nine messages', contribution: 1 };
    const explained = (one: SelectedCustomer, i: number) =>
      one.reasons !== null ? one : { ...one, reasons: i % 2 === 0 ? [alone] : [] };
    const waiting = Array.from({ length: 60 }, (_, i) =>
      candidate({ customer_id: `c${i}`, priority: 90 - i, reasons: i < 20 ? [] : null }),
    );
    const plays = [
      { name: 'Fewer messages', channel: 'none', when: ['touches'] },
      { name: 'Note', channel: 'email', when: [] },
    ];
    const settings = { plays, listSize: 10, globalControl: { share: 0.3, horizonDays: 90 } };
    const fills = [{ ...filling(settings), campaign: { ...spring, listSize: 10, budget: { contacts: 9 } } }];
    const store = memoryStore();
    const drawn = await drawListed(store, selection(waiting), {
      asOf: '2026-01-01',
      run: 'r',
      file: 1,
      counts: new Map(),
      globalControl: globalControlOf({ targeting: targeting(settings) }),
      fills,
      refill: async (some) => ({ ...some, candidates: some.candidates.map(explained) }),
    });
    const { listed } = fillLists(drawn.selection.candidates, drawn.fills);
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.filter(({ play, ledger }) => play?.name !== 'Note' || ledger.drawn === null)).toEqual([]);
  });

  it('is the same once another campaign has drawn customers whom it looked at and passed over', async () => {
    const waiting = Array.from({ length: 60 }, (_, i) =>
      candidate({ customer_id: `c${i}`, priority: 90 - i, reasons: i < 20 ? [] : null }),
    );
    const plain = filling({ plays: [{ name: 'Note', channel: 'email' }] });
    const fills = [
      { ...plain, campaign: { ...spring, listSize: 10, budget: { contacts: 5 } } },
      { ...plain, campaign: { ...spring, name: 'other', listSize: 10, holdout: standing().holdout } },
    ];
    const refill = async (some: Selection) => some;
    const request = { asOf: '2026-01-01', run: 'r', globalControl: null, counts: new Map(), file: 1 };
    const drawn = await drawListed(memoryStore(), selection(waiting), { ...request, fills, refill });
    const { lists } = fillLists(drawn.selection.candidates, drawn.fills);
    expect(lists.map(({ listed }) => listed.map(({ customer }) => customer.customer_id))).toEqual([
      ['c0', 'c1', 'c2', 'c3', 'c4'],
      ['c5', 'c6', 'c7', 'c8', 'c9', 'c10', 'c11', 'c12', 'c13', 'c14'],
    ]);
    expect(lists.every(({ listed }) => listed.every(({ ledger }) => ledger.drawn !== null))).toBe(true);
  });

  it('keeps to it where gains rank: whoever is drawn stands on the list with the play of the ledger, then and on a list made again', async () => {
    const two = [
      { name: 'Call', channel: 'phone', cost: 1 },
      { name: 'Note', channel: 'email', cost: 1 },
    ];
    const many = Array.from({ length: 6 }, (_, i) => ({
      ...candidate({ customer_id: `c${i}`, clv_if_kept: 500 - i, clv_if_lost: 0 }),
      ...{ savable: 100, gain_0: 0.4, gain_1: 0.6 }, // a note wins more with everybody
    }));
    const learned = { plays: [{ plays: ['Call'] }, { plays: ['Note'] }] } as never;
    const budget = { channels: { email: 2 } };
    const fills = [{ ...filling({ plays: two }), learned, campaign: { ...spring, listSize: 20, budget } }];
    const store = memoryStore();
    const request = { asOf: '2026-01-01', run: 'r', globalControl: null, counts: new Map(), file: 1 };
    const drawn = await drawListed(store, selection(many), {
      ...request,
      fills,
      refill: async (same) => same,
    });
    const ledger = (await readDraws(store, 1))!.map(({ customer_id: id, play }) => `${id} ${play}`);
    expect(ledger.map((one) => one.split(' ')[1]).sort()).toEqual([
      'Call',
      'Call',
      'Call',
      'Call',
      'Note',
      'Note',
    ]);
    const { listed } = fillLists(drawn.selection.candidates, drawn.fills);
    expect(listed.map(({ customer, play }) => `${customer.customer_id} ${play!.name}`).sort()).toEqual(
      ledger.sort(),
    );
  });

  it('of money says where it is kept by guesses', async () => {
    const unpriced = [{ name: 'Note', channel: 'email' }];
    const notes = async (over: object) =>
      (await draw(selection(people), { plays: unpriced, budget: { money: 5 }, ...over })).lists.notes.filter(
        (note) => note.startsWith('The budget'),
      );
    expect(await notes({})).toEqual([expect.stringMatching(/budget of this-week .* guessed by channel/)]);
    expect(await notes({ costPerContact: 1 })).toEqual([]);
    expect(await notes({ budget: { contacts: 5 } })).toEqual([]);
  });

  it('that is used up says why nobody is listed', async () => {
    const { lists } = await draw(selection(people), { plays, holdout: { share: 0 }, budget: { money: 0.5 } });
    expect(lists.notes[0]).toMatch(/10 beyond the budget/);
  });

  it('says what a contact is expected to win, to the cent', async () => {
    const { lists } = await draw(selection(people), {
      plays,
      holdout: { share: 0 },
      budget: { money: 12.5 },
    });
    expect(lists.atRisk.rows.length).toBeGreaterThan(4);
    let spentInAll = 0;
    for (const row of lists.atRisk.rows) {
      expect(row.expected_gain).toBeCloseTo(0.1 * Number(row.priority), 9);
      expect(Math.round(100 * Number(row.expected_profit))).toBe(
        Math.round(100 * Number(row.expected_gain)) - Math.round(100 * Number(row.cost)),
      );
      expect(Number(row.expected_profit)).toBeGreaterThan(0);
      spentInAll += Number(row.cost);
    }
    expect(spentInAll).toBeLessThanOrEqual(12.5);
  });
});
