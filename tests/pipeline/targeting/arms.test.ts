import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { type Campaign, standingCampaign } from '../../../contracts/campaign.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { campaignOn } from '../../../pipeline/targeting/campaign.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import { fillList } from '../../../pipeline/targeting/fill-list.ts';
import { countDraws, nextFile, readDraws, type StratumCounts } from '../../../pipeline/targeting/ledger.ts';
import { type Draw, ledgerState } from '../../../pipeline/targeting/ledger-state.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, filling, selection, targeting } from './fixtures.ts';

const horizonDays = 10;
const share = 0.3;
const holdout = { share, strata: 3, salt: 'salt' };
const config = {
  campaigns: [{ name: 'spring', starts: '2026-01-12', horizonDays: 15, holdout }],
  targeting: targeting({ holdout }),
  churn: { horizonDays } as Config['churn'],
};

/** A list to be made: when, how long, of which of some fifty customers. */
interface Night {
  readonly day: number;
  readonly size: number;
  readonly from: number;
  readonly many: number;
  readonly turn: number;
}
const night = fc.record({
  day: fc.nat({ max: 40 }),
  size: fc.integer({ min: 1, max: 12 }),
  from: fc.nat({ max: 30 }),
  many: fc.integer({ min: 1, max: 25 }),
  turn: fc.integer({ min: 1, max: 7 }),
});
const calendar = fc.array(fc.record({ first: night, meanwhile: fc.option(night, { freq: 3 }) }), {
  maxLength: 25,
});

/** Every draw of the ledger; a file is never changed, so each is read once. */
async function readAll(store: ObjectStore, read: Draw[][]): Promise<Draw[]> {
  for (;;) {
    const some = await readDraws(store, read.length + 1);
    if (some === null) return read.flat();
    read.push(some);
  }
}

/** A store in which another run makes its list just before the first draws are put. */
function interrupted(store: ObjectStore, meanwhile: () => Promise<unknown>): ObjectStore {
  let done = false;
  return {
    ...store,
    put: async (key, ...rest) => {
      if (!done && key.startsWith(keys.ledger)) {
        done = true;
        await meanwhile();
      }
      return store.put(key, ...rest);
    },
  };
}

/** Lists made in one store, and what was read of its ledger so far, file by file. */
interface Business {
  readonly store: ObjectStore;
  readonly made: MadeList[];
  readonly files: Draw[][];
}

const business = (): Business => ({ store: memoryStore(), made: [], files: [] });

interface MadeList {
  readonly asOf: string;
  readonly campaign: Campaign;
  readonly arms: ReadonlyMap<string, Draw>;
}

/** Makes a night's list against the ledger as it stands, as a run does. */
async function make({ store, made, files }: Business, one: Night, run: string): Promise<void> {
  const asOf = addDays('2026-01-01', one.day);
  const campaign = campaignOn(config, asOf);
  const file = await nextFile(store);
  const known = await readAll(store, files);
  const people = Array.from({ length: one.many }, (_, i) => {
    const customer_id = `c${one.from + i}`;
    const draws = known.filter((draw) => draw.customer_id === customer_id);
    const clv_if_kept = 100 + (((one.from + i) * 37 * one.turn) % 90);
    return candidate({ customer_id, clv_if_kept, draws, ledger: ledgerState(draws, campaign, asOf) });
  });
  const counts = countDraws(new Map() as StratumCounts, known, campaign);
  const fill = filling({ listSize: one.size, plays: [{ name: 'Note', channel: 'email', cost: 0 }] });
  const explain = async <T>(same: T) => same;
  const drawn = await drawListed(store, selection(people), {
    campaign,
    asOf,
    run,
    fill,
    file,
    counts,
    explain,
  });
  const { listed } = fillList(drawn.selection.candidates, fill);
  const arms = new Map(listed.map(({ customer }) => [customer.customer_id, customer.ledger.drawn!]));
  expect([...arms.values()].every((draw) => draw !== null)).toBe(true);
  // whoever is contacted is held out by nothing that the ledger knows by then
  const binding = (await readAll(store, files)).filter(
    (draw) => draw.arm === 'control' && draw.as_of <= asOf && asOf < draw.arm_until,
  );
  for (const [id, { arm }] of arms)
    if (arm === 'contact') expect(binding.filter((draw) => draw.customer_id === id)).toEqual([]);
  made.push({ asOf, campaign, arms });
}

const keyOf = ({ campaign, customer_id, term }: Draw) => JSON.stringify([campaign, customer_id, term]);

const termsOf = (draws: readonly Draw[]): Map<string, Draw[]> => {
  const terms = new Map<string, Draw[]>();
  for (const draw of draws) {
    const key = JSON.stringify([draw.campaign, draw.customer_id]);
    terms.set(
      key,
      [...(terms.get(key) ?? []), draw].sort((a, b) => (a.as_of < b.as_of ? -1 : 1)),
    );
  }
  return terms;
};

/** Terms of a customer in a campaign never overlap, and a campaign with a start has one. */
function termsStand(ledger: readonly Draw[]): void {
  for (const draws of termsOf(ledger).values()) {
    expect(new Set(draws.map(({ term }) => term)).size).toBe(draws.length);
    if (draws[0]!.campaign !== standingCampaign) expect(draws.length).toBe(1);
    for (const [i, draw] of draws.slice(1).entries()) expect(draws[i]!.arm_until <= draw.as_of).toBe(true);
  }
}

/** The arm with which a customer stood on any list is the one that the ledger holds in the end. */
function listsFollow(ledger: readonly Draw[], made: readonly MadeList[]): void {
  const byKey = new Map(ledger.map((draw) => [keyOf(draw), draw]));
  for (const { campaign, arms } of made)
    for (const [id, draw] of arms) {
      expect([draw.campaign, draw.customer_id]).toEqual([campaign.name, id]);
      expect(byKey.get(keyOf(draw))).toEqual(draw);
    }
}

function strataKeepTheShare(ledger: readonly Draw[]): void {
  for (const name of [standingCampaign, 'spring'])
    for (const stratum of [1, 2, 3]) {
      const drawn = ledger.filter((one) => one.campaign === name && one.stratum === stratum);
      const held = drawn.filter(({ arm }) => arm === 'control').length;
      expect(Math.abs(held - share * drawn.length)).toBeLessThan(1);
    }
}

describe('arms over any calendar of lists, reruns and races', () => {
  it('are drawn once, never change, and keep the share', async () => {
    let races = 0;
    await fc.assert(
      fc.asyncProperty(calendar, async (nights) => {
        const shop = business();
        const { store, made, files } = shop;
        for (const [i, { first, meanwhile }] of nights.entries()) {
          const other = () => make(shop, meanwhile!, `m${i}`);
          const where = meanwhile === null ? store : interrupted(store, other);
          await make({ ...shop, store: where }, first, `r${i}`);
          races += meanwhile === null ? 0 : 1;
        }
        const ledger = await readAll(store, files);
        termsStand(ledger);
        listsFollow(ledger, made);
        strataKeepTheShare(ledger);
      }),
      { numRuns: 25 },
    );
    expect(races).toBeGreaterThan(10);
  });

  it('stay as they were when a list is made again', async () => {
    const shop = business();
    const { store, made } = shop;
    const one = { day: 3, size: 10, from: 0, many: 20, turn: 1 };
    await make(shop, one, 'first');
    const after = await store.list('');
    for (const run of ['first', 'second']) await make(shop, one, run);
    expect(await store.list('')).toEqual(after);
    for (const { arms } of made.slice(1)) expect(arms).toEqual(made[0]!.arms);
  });

  it('of a held-out customer leave no place on a later list, and bind until their day', async () => {
    const shop = business();
    const { made } = shop;
    await make(shop, { day: 0, size: 12, from: 0, many: 12, turn: 1 }, 'first');
    const held = [...made[0]!.arms].filter(([, { arm }]) => arm === 'control').map(([id]) => id);
    expect(held.length).toBeGreaterThan(2);
    for (const day of [1, 9]) await make(shop, { day, size: 12, from: 0, many: 12, turn: 2 }, `d${day}`);
    for (const { arms } of made.slice(1)) for (const id of held) expect(arms.has(id)).toBe(false);
    await make(shop, { day: 10, size: 12, from: 0, many: 12, turn: 2 }, 'after');
    expect([...made.at(-1)!.arms.values()].every(({ term }) => term === 2)).toBe(true);
  });
});
