import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../contracts/artefacts/document.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { type DrawRow, readDraws } from '../../../pipeline/targeting/ledger.ts';
import { listParquet } from '../../../pipeline/targeting/list-files.ts';
import type { ListTable } from '../../../pipeline/targeting/list-table.ts';
import { openRoom, readPlayRoom, unknownNotes } from '../../../pipeline/targeting/play-room.ts';
import { publishLists } from '../../../pipeline/targeting/publish-lists.ts';
import { stageLists } from '../../../pipeline/targeting/stage-lists.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, draw, selection, targeting, unseen } from './fixtures.ts';

const first = '2026-01-01';
const reasons = (...groups: string[]) =>
  groups.map((group) => ({ group, feature: 'f', text: 'why', contribution: 1 })) as never;
const note = { name: 'Note', channel: 'email', when: ['usage'], cost: 1 };
const plays = (calls: number, visits: number) => [
  { name: 'Call', channel: 'phone', when: ['support'], cost: 1, perWeek: calls },
  { name: 'Visit', channel: 'post', when: ['support', 'usage'], cost: 2, perWeek: visits },
  note,
];

type Day = Readonly<Record<'size' | 'from' | 'many' | 'turn' | 'skips' | 'byLot', number>> & {
  readonly twice: boolean;
};

/** A day's list: how many it takes, who is a candidate, and in which order; every customer leaves and comes back. */
const dayArbitrary: fc.Arbitrary<Day> = fc.record({
  size: fc.integer({ min: 1, max: 12 }),
  from: fc.nat({ max: 20 }),
  many: fc.integer({ min: 0, max: 20 }),
  turn: fc.integer({ min: 1, max: 40 }),
  skips: fc.nat({ max: 2 }),
  byLot: fc.nat({ max: 6 }),
  twice: fc.boolean(),
});
const monthArbitrary = fc.record({
  days: fc.array(dayArbitrary, { minLength: 4, maxLength: 24, size: 'max' }),
  calls: fc.integer({ min: 1, max: 7 }),
  visits: fc.integer({ min: 1, max: 3 }),
  share: fc.constantFrom(0, 0.1, 0.5),
  budget: fc.constantFrom({}, { budget: { channels: { email: 3 } } }),
});

const groups = [['support'], ['usage'], ['support', 'usage']];
const person = (i: number, { turn }: Day, draws: readonly DrawRow[]) =>
  candidate({
    customer_id: `c${i}`,
    clv_if_kept: 100 + ((i * 37 * turn) % 90),
    clv_if_lost: 0,
    reasons: reasons(...groups[i % groups.length]!),
    draws: draws.filter(({ customer_id: id }) => id === `c${i}`),
  });

/** Every draw of the ledger; a file is never changed, so each is read once. */
async function ledgerOf(store: ObjectStore, read: DrawRow[][]): Promise<DrawRow[]> {
  for (;;) {
    const some = await readDraws(store, read.length + 1);
    if (some === null) return read.flat();
    read.push(some);
  }
}

/** Puts what a later list reads of a published one. */
async function publish(store: ObjectStore, atRisk: ListTable, asOf: string): Promise<void> {
  const name = 'at-risk.parquet';
  const key = keys.lists(asOf) + name;
  const bytes = listParquet(atRisk);
  await store.put(key, bytes);
  const file = { name, key, rows: atRisk.rows.length, sha256: sha256(bytes) };
  await store.put(keys.listManifest(asOf), JSON.stringify({ state: 'complete', run: 'r', files: [file] }));
}

interface Shop {
  readonly store: ObjectStore;
  /** What was read of its ledger. */
  readonly read: DrawRow[][];
  readonly over: object & { readonly plays: object[] };
}

/** Makes a date's list against the ledger and the lists of the days before. */
async function make({ store, read, over }: Shop, asOf: string, day: Day) {
  const ledger = await ledgerOf(store, read);
  const ids = Array.from({ length: day.many }, (_, i) => (day.from + i) % 30);
  const people = ids.map((i) => person(i, day, ledger));
  const lot = Array.from({ length: day.byLot }, (_, i) => person(100 + ((i + day.turn) % 9), day, ledger));
  const room = await readPlayRoom(store, targeting({ plays: over.plays }).plays!, asOf);
  const { lists } = await draw(
    { ...selection(people), lot: { share: 0.2, others: 30, customers: lot } },
    { savedShare: 1, listSize: day.size, ...over },
    { store, asOf, run: `run-${asOf}`, room },
  );
  await publish(store, lists.atRisk, asOf);
  return lists.atRisk.rows.map(({ customer_id: id, play }) => ({ id: String(id), play: String(play), asOf }));
}

interface Given {
  readonly id: string;
  readonly play: string;
  readonly asOf: string;
}

/** Of the seven days from each list on: places that name a play, and customers who stand there. */
function weeksOf(given: readonly Given[], name: string) {
  const all = given.filter(({ play }) => play === name);
  return [...new Set(given.map(({ asOf }) => asOf))].map((from) => {
    const week = all.filter(({ asOf }) => asOf >= from && asOf < addDays(from, 7));
    return { places: week.length, customers: new Set(week.map(({ id }) => id)).size };
  });
}

describe('the capacity of a play, over lists made daily', () => {
  it('is never exceeded in any seven days, and a list that is made again is the same', async () => {
    const seen = { full: 0, again: 0 };
    await fc.assert(
      fc.asyncProperty(monthArbitrary, async ({ days, calls, visits, share, budget }) => {
        const over = { plays: plays(calls, visits), holdout: { share, strata: 2, riskStrata: 1 }, ...budget };
        const shop: Shop = { store: memoryStore(), read: [], over };
        const given: Given[] = [];
        let asOf = first;
        for (const day of days) {
          const listed = await make(shop, asOf, day);
          if (day.twice) expect(await make(shop, asOf, day)).toEqual(listed);
          given.push(...listed);
          asOf = addDays(asOf, 1 + day.skips);
        }
        for (const [name, limit] of [
          ['Call', calls],
          ['Visit', visits],
        ] as const) {
          const weeks = weeksOf(given, name);
          expect(Math.max(0, ...weeks.map(({ customers }) => customers))).toBeLessThanOrEqual(limit);
          seen.full += weeks.filter(({ customers }) => customers === limit).length;
          seen.again += weeks.filter(({ customers, places }) => places > customers).length;
        }
      }),
      { numRuns: 5, seed: 13 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it('counts whom published lists of six days give a play once, and nobody who is held out', async () => {
    const store = memoryStore();
    const said = { escalations: null, deliver: [], ranking: [], profitBySize: [], assumptions: {} };
    const over = { plays: plays(9, 4), listSize: 20, savedShare: 1, holdout: { share: 0.5 } };
    const contacted = new Set<unknown>();
    for (const days of [7, 6, 2]) {
      const [asOf, run] = [addDays(first, -days), `run-${days}`];
      const people = [0, 1, 2, 3].map((i) =>
        candidate({ customer_id: `c${days === 2 ? i + 2 : i}`, reasons: reasons('support') }),
      );
      const { lists, drawn } = await draw(selection(people), over, { store: memoryStore(), asOf, run });
      const draws = { candidates: [], lot: null };
      expect(drawn.selection.candidates).toHaveLength(4);
      await stageLists(store, unseen(lists), draws, { asOf, run, csv: targeting().csv, ...said });
      await publishLists(store, run, asOf);
      if (days < 7) for (const { customer_id: id } of lists.atRisk.rows) contacted.add(id);
      expect(lists.atRisk.rows.every(({ play }) => play === 'Call')).toBe(true);
    }
    const room = await readPlayRoom(store, targeting({ plays: plays(9, 4) }).plays!, first);
    expect(contacted.size).toBeGreaterThan(1);
    expect([...room.given.get('Call')!].sort()).toEqual([...contacted].sort());
    expect(openRoom(room).left).toEqual(
      new Map([
        ['Call', 9 - contacted.size],
        ['Visit', 4],
      ]),
    );
    expect((await readPlayRoom(store, [{ name: 'Call', perWeek: 1 }], first)).left.get('Call')).toBe(0);
    expect((await readPlayRoom(store, [{ name: 'Call' }], first)).left.size).toBe(0);
  });

  it('is not held against a list that is being replaced, which is said', async () => {
    const store = memoryStore();
    await store.put(keys.listManifest('2025-12-30'), '{ "state": "publishing", "run": "r", "files": [] }');
    const room = await readPlayRoom(store, [{ name: 'Call', perWeek: 3 }], first);
    expect([room.left.get('Call'), room.unknown]).toEqual([3, ['2025-12-30']]);
    expect(unknownNotes(room)).toEqual([expect.stringMatching(/The list of 2025-12-30 is being replaced/)]);
  });
});
