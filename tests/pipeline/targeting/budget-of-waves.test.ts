import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../contracts/artefacts/document.ts';
import { addDays } from '../../../contracts/business-day.ts';
import { waveOn } from '../../../contracts/campaign-calendar.ts';
import type { Budget } from '../../../contracts/config/budget.ts';
import { campaignSchema, type DeclaredCampaign } from '../../../contracts/config/campaigns.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { campaignsOn } from '../../../pipeline/targeting/campaign.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { countDraws, type DrawRow, nextFile, readDraws } from '../../../pipeline/targeting/ledger.ts';
import { listParquet } from '../../../pipeline/targeting/list-files.ts';
import type { ListTable } from '../../../pipeline/targeting/list-table.ts';
import { readListedAgain, unknownSpendNotes } from '../../../pipeline/targeting/listed-again.ts';
import { makeLists } from '../../../pipeline/targeting/make-lists.ts';
import { keptBorders } from '../../../pipeline/targeting/save-prior.ts';
import { addSpend, nothingSpent } from '../../../pipeline/targeting/spend.ts';
import { paidFor } from '../../../pipeline/targeting/within-budget.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, filling, selection, targeting } from './fixtures.ts';

const day = (after: number) => addDays('2026-01-01', after);
const plays = [
  { name: 'Call', channel: 'phone', cost: 3, minutes: 30, if: { segment: { is: 'away' } } },
  { name: 'Note', channel: 'email', cost: 1 },
];

/** A campaign of some waves, the first on day 0, each of so many days, a week from one to the next. */
const inWaves = (waves: number, over: object): DeclaredCampaign =>
  campaignSchema.parse({
    name: 'spring',
    waves: Array.from({ length: waves }, (_, i) => ({ starts: day(7 * i), ends: day(7 * i + 4) })),
    horizonDays: 40,
    ...over,
  });

/** The lists that stand in one store, and what has been read of its ledger. */
interface Shop {
  readonly store: ObjectStore;
  readonly campaign: DeclaredCampaign;
  readonly ledger: DrawRow[][];
  readonly lists: Map<string, readonly Row[]>;
}

const shopOf = (campaign: DeclaredCampaign): Shop => ({
  store: memoryStore(),
  campaign,
  ledger: [],
  lists: new Map(),
});

async function drawnBy({ store, ledger }: Shop): Promise<DrawRow[]> {
  for (;;) {
    const some = await readDraws(store, ledger.length + 1);
    if (some === null) return ledger.flat();
    ledger.push(some);
  }
}

/** Puts what a later list reads of a published one. */
async function publish(store: ObjectStore, atRisk: ListTable, asOf: string): Promise<void> {
  const [name, bytes] = ['at-risk.parquet', listParquet(atRisk)];
  const key = keys.lists(asOf) + name;
  await store.put(key, bytes);
  const file = { name, key, rows: atRisk.rows.length, sha256: sha256(bytes) };
  await store.put(keys.listManifest(asOf), JSON.stringify({ state: 'complete', run: 'r', files: [file] }));
}

interface Candidates {
  readonly from: number;
  readonly many: number;
  /** Decides the order of the candidates. */
  readonly turn: number;
  /** Whom `touches` say that the campaign contacted on that day, by id. */
  readonly contacted?: ReadonlyMap<string, string>;
}

/** Makes the list of a date, as a run does, and answers its rows. */
async function make(shop: Shop, asOf: string, { from, many, turn, contacted }: Candidates) {
  const { store, campaign: declared } = shop;
  const config = {
    campaigns: [declared],
    targeting: targeting(),
    churn: { horizonDays: 9 } as Config['churn'],
  };
  const campaign = campaignsOn(config, asOf)[0]!;
  const file = await nextFile(store);
  const known = await drawnBy(shop);
  const people = Array.from({ length: many }, (_, i) => {
    const id = `c${from + i}`;
    const on = contacted?.get(id);
    return candidate({
      customer_id: id,
      clv_if_kept: 100 + (((from + i) * 37 * turn) % 90),
      draws: known.filter(({ customer_id }) => customer_id === id),
      segment: (from + i) % 3 === 0 ? 'away' : 'home',
      ...(on === undefined ? {} : { touched_by: new Map([['spring', Date.parse(on) / 1000]]) }),
    });
  });
  const { contacts, paid } = await readListedAgain(store, declared, asOf);
  const fill = filling({ plays, savedShare: 1 }, asOf);
  const drawnBefore = known.map((draw) => ({ ...draw, draws: 1, cost: draw.cost ?? 0 }));
  const spent = addSpend(nothingSpent, [...drawnBefore, ...contacts], fill.plays);
  const { selection: chosen, ...drawn } = await drawListed(store, selection(people), {
    ...{ asOf, run: `run-${asOf}`, file, globalControl: null, counts: countDraws(new Map(), known) },
    fills: [{ ...fill, campaign, spent, paid }],
    refill: async (same) => same,
  });
  // once drawn, every place of the list is paid for, so that it is the same when it is filled again
  if ((await drawnBy(shop)).length > known.length)
    for (const one of fillLists(chosen.candidates, drawn.fills).listed)
      expect(paidFor(one, drawn.fills[0]!)).toBe(one.play!.name);
  const lists = makeLists(chosen, {
    ...{ ...drawn, asOf, globalControl: null, winBackSize: 0, language: 'en', seed: 1, before: null },
    savePrior: keptBorders(targeting(), 0.3).savePrior,
  });
  await publish(store, lists.atRisk, asOf);
  shop.lists.set(asOf, lists.atRisk.rows);
  return lists.atRisk.rows;
}

const idsOf = (rows: readonly Row[]): string[] => rows.map(({ customer_id: id }) => String(id)).sort();

/** What all lists that stand plan to spend: whom the ledger drew by the share, and once for each other wave that lists them. */
async function plannedBy(shop: Shop) {
  const ledger = await drawnBy(shop);
  const waveOf = (date: unknown) => waveOn(shop.campaign, String(date));
  const drawn = new Map(ledger.map((one) => [one.customer_id, one]));
  const anew = new Map<string, Row>();
  for (const [asOf, rows] of shop.lists)
    for (const row of rows)
      if (waveOf(drawn.get(String(row.customer_id))!.as_of) !== waveOf(asOf))
        anew.set(`${row.customer_id} ${waveOf(asOf)}`, row);
  const share = (contact: Row, of: number) => ({
    contacts: of,
    money: of * Number(contact.cost),
    phone: contact.play === 'Call' ? of : 0,
  });
  const all = [
    ...ledger.map(({ play, cost, share: held }) => share({ play, cost }, 1 - held)),
    ...[...anew.values()].map((row) => share(row, 1)),
  ];
  const sum = (of: 'contacts' | 'money' | 'phone') => all.reduce((total, one) => total + one[of], 0);
  return { contacts: sum('contacts'), money: sum('money'), phone: sum('phone'), anew: anew.size };
}

/** What is planned of the one thing that a budget limits, and how much there is. */
async function usedOf(shop: Shop, { contacts, money, hours, channels }: Budget) {
  const planned = await plannedBy(shop);
  if (contacts !== undefined) return { used: planned.contacts, limit: contacts };
  if (money !== undefined) return { used: planned.money, limit: money };
  if (hours !== undefined) return { used: planned.phone / 2, limit: hours }; // a call takes half an hour
  return { used: planned.phone, limit: channels!.phone! };
}

/** Everyone who is listed is among the first twenty, so that waves meet the same customers. */
const listArbitrary = fc.record({
  after: fc.nat({ max: 18 }),
  from: fc.nat({ max: 6 }),
  many: fc.integer({ min: 1, max: 14 }),
  turn: fc.integer({ min: 1, max: 7 }),
  reported: fc.boolean(),
});

describe('the budget of a campaign in waves', () => {
  const all = { from: 0, many: 30, turn: 1 };

  it('pays for each contact: a later wave lists the same customers for what is left alone', async () => {
    const shop = shopOf(inWaves(2, { listSize: 20, holdout: { share: 0 }, budget: { contacts: 25 } }));
    const first = await make(shop, day(0), all);
    expect(first).toHaveLength(20);
    const second = await make(shop, day(7), { from: 0, many: 20, turn: 1 });
    expect(second).toHaveLength(5);
    expect(second.every(({ on_list: on }) => on === 'stayed')).toBe(true);
    expect((await plannedBy(shop)).contacts).toBe(25);
    expect(await make(shop, day(8), all)).toHaveLength(5); // nothing is left: those of the day before, once more
  });

  it('counts a customer once a wave, on however many of its lists, and not what a list said before it was made again', async () => {
    const shop = shopOf(inWaves(2, { listSize: 4, holdout: { share: 0 }, budget: { contacts: 8 } }));
    const few = { ...all, many: 4 };
    for (const after of [0, 7]) await make(shop, day(after), few);
    for (const after of [8, 9, 7]) expect(idsOf(await make(shop, day(after), few))).toHaveLength(4);
    expect((await plannedBy(shop)).contacts).toBe(8);
    const contacted = new Map([['c0', day(9)]]);
    expect(idsOf(await make(shop, day(10), { ...few, contacted }))).toEqual(['c1', 'c2', 'c3']);
    expect(await make(shop, day(11), { ...all, from: 20, many: 5 })).toEqual([]); // c0 was paid for, and is no place to give
  });

  it('is never exceeded, over any lists, made in any order and again', async () => {
    const seen = { anew: 0, used: 0 };
    const budgets: Budget[] = [{ contacts: 9 }, { money: 14 }, { channels: { phone: 3 } }, { hours: 1.5 }];
    await fc.assert(
      fc.asyncProperty(
        fc.array(listArbitrary, { minLength: 3, maxLength: 12, size: 'max' }),
        fc.constantFrom(...budgets),
        fc.constantFrom(0, 0.25),
        fc.integer({ min: 2, max: 8 }),
        async (lists, budget, share, listSize) => {
          const holdout = { share, strata: 2, riskStrata: 1 };
          const shop = shopOf(inWaves(3, { listSize, holdout, budget }));
          const contacted = new Map<string, string>();
          for (const { after, reported, ...candidates } of lists.filter(({ after: at }) => at % 7 < 5)) {
            const listed = await make(shop, day(after), { ...candidates, contacted });
            if (reported) for (const id of idsOf(listed).slice(0, 2)) contacted.set(id, day(after));
            const { used, limit } = await usedOf(shop, budget);
            expect(used).toBeLessThanOrEqual(limit + 1e-6);
            seen.used += used > 0.9 * limit ? 1 : 0;
          }
          seen.anew += (await plannedBy(shop)).anew;
        },
      ),
      { numRuns: 25 },
    );
    expect(seen.anew).toBeGreaterThan(10);
    expect(seen.used).toBeGreaterThan(10);
  });

  it('says of which lists it is not known whom they contact anew', async () => {
    const { store, campaign } = shopOf(inWaves(2, { budget: { contacts: 5 } }));
    await store.put(keys.listManifest(day(3)), '{ "state": "publishing", "run": "r", "files": [] }');
    const again = await readListedAgain(store, campaign, day(7));
    expect(unknownSpendNotes('spring', again)).toEqual([
      expect.stringMatching(/The list of 2026-01-04 .* spring/),
    ]);
  });
});
