import { describe, expect, it } from 'vitest';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { shownHarm } from '../../../pipeline/targeting/do-not-disturb.ts';
import { explore } from '../../../pipeline/targeting/explore.ts';
import type { Learned } from '../../../pipeline/targeting/learned.ts';
import { readDraws } from '../../../pipeline/targeting/ledger.ts';
import type { Lot } from '../../../pipeline/targeting/lot.ts';
import { selectExplored } from '../../../pipeline/targeting/select-explored.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, draw, filling, selection, standing } from './fixtures.ts';
import { openRanked } from './open-ranked.ts';

const plays = [
  { name: 'Call', channel: 'phone', cost: 5 },
  { name: 'Note', channel: 'email', cost: 2, if: { open_tickets: { atMost: 9 } } },
];
const over = { plays, listSize: 2, holdout: { share: 0.25, strata: 1, riskStrata: 1 } };
const listed = [
  candidate({ customer_id: 'a', priority: 900 }),
  candidate({ customer_id: 'b', priority: 800 }),
];
const others = Array.from({ length: 8 }, (_, i) =>
  candidate({ customer_id: `o${i}`, priority: 1, standing: 'not_worth_contact', reasons: null }),
);
const refused = candidate({ customer_id: 'no', priority: 1, consent: false, reasons: null });
const lot: Lot = { share: 0.1, others: 90, customers: [...others, refused, listed[0]!] };

describe('contacts at random among those whom no list takes', () => {
  it('are drawn into arms in a stratum of their own, their chance in the ledger, and cost what the manifest says', async () => {
    const { lists, store } = await draw({ ...selection(listed), lot }, over);
    const rows = lists.atRisk.rows.map(({ customer_id: id, explored, play }) => ({ id, explored, play }));
    expect(rows.filter(({ explored }) => !explored).every(({ id }) => ['a', 'b'].includes(String(id)))).toBe(
      true,
    );
    const byLot = rows.filter(({ explored }) => explored);
    expect(byLot).toHaveLength(6); // a quarter of eight is held out; one must be left alone, one is listed already
    expect(byLot.every(({ play }) => play === 'Note')).toBe(true);
    expect(lists.exploration).toEqual({
      ...{ campaign: 'this-week', share: 0.1, others: 90, drawn: 8, heldOut: 2, contacted: 6 },
      ...{ cost: 12, expectedGain: 0.6 },
    });
    const [file] = await store.list('ledger/arms/');
    const ledger = await readParquet((await store.get(file!.key))!);
    expect(ledger.filter(({ explored }) => explored === 0.1).map(({ stratum }) => stratum)).toEqual(
      Array(8).fill(2),
    );
    expect(ledger.filter(({ explored }) => explored === null)).toHaveLength(2);
    expect(lists.funnel).toMatchObject({ listed: 2 });
  });

  it('again draws nobody anew', async () => {
    const store = memoryStore();
    const first = await draw({ ...selection(listed), lot }, over, { store });
    const again = await draw(first.drawn.selection, over, { store });
    expect(await readDraws(store, 2)).toBeNull();
    expect(again.lists.atRisk.rows).toEqual(first.lists.atRisk.rows);
  });

  it('are none of those whom a play leaves alone for a reason, as theirs are not known', async () => {
    const quiet = { name: 'Quiet', channel: 'none', when: ['touches'], if: { touches_90d: { atLeast: 6 } } };
    const often = others.map((one, i) => ({ ...one, touches_90d: i < 4 ? 6 : 5 }));
    const { lists } = await draw(
      { ...selection(listed), lot: { ...lot, customers: often } },
      { ...over, plays: [...plays, quiet] },
    );
    expect(lists.exploration?.drawn).toBe(4);
  });

  it('are made by no play that is shown to drive such customers away', () => {
    const effect = { value: -0.07, low: -0.09, high: -0.05 };
    const named = { kind: 'named', share: 0.05, gainUpTo: -0.05, effect };
    const learned = {
      plays: ['Note', 'Call'].map((name) => ({ plays: [name], gate: { open: true }, doNotDisturb: named })),
    } as unknown as Learned;
    const harm = (harm_0: boolean, harm_1: boolean) => ({ harm_0, harm_1, is_harmed: harm_0 && harm_1 });
    const some = [harm(false, false), harm(true, false), harm(true, true)].map((own, i) => ({
      ...others[i]!,
      ...own,
    }));
    const fill = filling(over);
    const limits = { ...fill.limits, harm: shownHarm(learned) };
    const said = explore({ customers: some }, { ...fill, limits, learned }, new Set());
    expect(said.map(({ play }) => play?.name)).toEqual(['Note', 'Call']);
  });

  it('without a lot are none', async () => {
    const { lists } = await draw(selection(listed), over);
    expect(lists.exploration).toBeNull();
    expect(lists.atRisk.rows.some(({ explored }) => explored)).toBe(false);
  });
});

describe('the lot', () => {
  const people = Array.from({ length: 400 }, (_, i) => ({
    id: `c${i}`,
    churn: 0.1 + (i % 9) / 10,
    kept: 100,
  }));

  it('is the same again, of the share that is wanted and no larger than wanted, and leaves out who is gone', async () => {
    const { warehouse, store, request } = await openRanked(people, {});
    const campaign = standing({});
    const drawn = async (share: number, most: number, asOf: string) => {
      const { limits } = filling({});
      const asked = {
        ...request,
        asOf,
        campaigns: [campaign],
        limits,
        prefix: 'x/',
        wanted: { candidates: 0, gone: 0 },
      };
      return selectExplored(warehouse, store, asked, { share, most });
    };
    const ids = ({ customers }: Lot) => customers.map(({ customer_id: id }) => id);
    const some = await drawn(0.2, 1000, '2026-01-01');
    expect(some.share).toBe(0.2);
    expect(some.customers.length / some.others).toBeCloseTo(0.2, 1);
    expect(some.customers.every(({ churn }) => churn! <= 0.9)).toBe(true);
    expect(ids(await drawn(0.2, 1000, '2026-01-02'))).toEqual(ids(some));
    const fewer = await drawn(0.2, 20, '2026-01-01');
    expect(fewer.share).toBeCloseTo(20 / some.others, 12);
    expect(ids(some)).toEqual(expect.arrayContaining(ids(fewer)));
    expect(ids(await drawn(0.2, 1000, '2026-07-01'))).not.toEqual(ids(some)); // the arms of winter have run out
    await warehouse.close();
  });
});
