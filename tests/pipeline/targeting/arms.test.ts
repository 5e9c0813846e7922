import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { type Campaign, globalControl, standingCampaign } from '../../../contracts/campaign.ts';
import { meet } from '../../../contracts/campaign-calendar.ts';
import { campaignSchema, type DeclaredCampaign } from '../../../contracts/config/campaigns.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { campaignsOn, globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { countDraws, type DrawRow, nextFile, readDraws } from '../../../pipeline/targeting/ledger.ts';
import type { Draw } from '../../../pipeline/targeting/ledger-state.ts';
import { addSpend, nothingSpent } from '../../../pipeline/targeting/spend.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, filling, selection, targeting } from './fixtures.ts';

const horizonDays = 10;
const share = 0.3;
const holdout = { share, strata: 3, riskStrata: 1, salt: 'salt' };
const plays = [
  { name: 'Note', channel: 'email', cost: 1 },
  { name: 'Call', channel: 'phone', cost: 3, if: { segment: { is: 'away' } }, when: ['support'] },
];

/** A business's campaigns and lists over some weeks. */
interface Calendar {
  readonly campaigns: readonly DeclaredCampaign[];
  readonly hasGlobal: boolean;
  readonly nights: readonly { readonly first: Night; readonly meanwhile: Night | null }[];
}

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
const day = (after: number) => addDays('2026-01-01', after);

/** Campaigns of any length that overlap as it falls, in one or two waves, some paused, some beside another, some for a segment. */
const campaignArbitrary = fc
  .record({
    first: fc.nat({ max: 35 }),
    long: fc.nat({ max: 12 }),
    again: fc.option(fc.integer({ min: 1, max: 9 })),
    pause: fc.option(fc.nat({ max: 5 })),
    horizon: fc.integer({ min: 2, max: 25 }),
    share: fc.constantFrom(0, 0.2, 0.5),
    eligible: fc.constantFrom(undefined, { segment: { is: 'home' } }, { segment: { is: 'away' } }),
    beside: fc.constantFrom([], [], [standingCampaign]),
    budget: fc.option(
      fc.record({ contacts: fc.integer({ min: 1, max: 9 }), money: fc.integer({ min: 3, max: 30 }) }),
    ),
  })
  .map((one) => ({ ...one, listSize: 1 + (one.first % 6) }));
const campaignsArbitrary = fc.array(campaignArbitrary, { maxLength: 3 }).map((all) =>
  all.map(({ first, long, again, pause, horizon, eligible, beside, listSize, share, budget }, i) =>
    campaignSchema.parse({
      name: `c${i}`,
      waves: [
        { starts: day(first), ends: day(first + long) },
        ...(again === null
          ? []
          : [{ starts: day(first + long + again), ends: day(first + long + again + 3) }]),
      ],
      // a campaign paused on every day of its lists is refused
      paused:
        pause === null || (again === null && pause >= long)
          ? []
          : [{ starts: day(first), ends: day(first + Math.min(pause, long)) }],
      horizonDays: horizon,
      alongside: beside,
      ...(budget === null ? {} : { budget }),
      listSize,
      holdout: { ...holdout, share },
      ...(eligible === undefined ? {} : { eligible }),
    }),
  ),
);
const calendarArbitrary: fc.Arbitrary<Calendar> = fc.record({
  campaigns: campaignsArbitrary,
  hasGlobal: fc.boolean(),
  nights: fc.array(fc.record({ first: night, meanwhile: fc.option(night, { freq: 3 }) }), { maxLength: 25 }),
});

/** Every draw of the ledger; a file is never changed, so each is read once. */
async function readAll(store: ObjectStore, read: DrawRow[][]): Promise<DrawRow[]> {
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
  readonly files: DrawRow[][];
  readonly config: Pick<Config, 'campaigns' | 'targeting' | 'churn'>;
}

const business = (campaigns: readonly DeclaredCampaign[] = [], hasGlobal = false): Business => ({
  store: memoryStore(),
  made: [],
  files: [],
  config: {
    campaigns: [...campaigns],
    targeting: targeting({
      holdout,
      ...(hasGlobal ? { globalControl: { ...holdout, share: 0.2, horizonDays: 12 } } : {}),
    }),
    churn: { horizonDays } as Config['churn'],
  },
});

interface MadeList {
  readonly asOf: string;
  readonly arms: ReadonlyMap<string, Draw>;
  readonly campaigns: readonly Campaign[];
}

/** Makes a night's lists against the ledger as it stands, as a run does. */
async function make({ store, made, files, config }: Business, one: Night, run: string): Promise<void> {
  const asOf = day(one.day);
  const campaigns = campaignsOn(config, asOf).map((campaign) =>
    campaign.name === standingCampaign ? { ...campaign, listSize: one.size } : campaign,
  );
  const file = await nextFile(store);
  const known = await readAll(store, files);
  const people = Array.from({ length: one.many }, (_, i) => {
    const customer_id = `c${one.from + i}`;
    const draws = known.filter((draw) => draw.customer_id === customer_id);
    const clv_if_kept = 100 + (((one.from + i) * 37 * one.turn) % 90);
    return candidate({
      customer_id,
      clv_if_kept,
      draws,
      segment: (one.from + i) % 3 === 0 ? 'away' : 'home',
    });
  });
  const fills = campaigns.map((campaign) => {
    const fill = filling({ plays }, asOf);
    const own = campaign.starts === null ? [] : known.filter((draw) => draw.campaign === campaign.name);
    const drawn = own.map((draw) => ({ ...draw, draws: 1, cost: draw.cost ?? 0 }));
    return { ...fill, campaign, spent: addSpend(nothingSpent, drawn, fill.plays) };
  });
  const drawn = await drawListed(store, selection(people), {
    asOf,
    run,
    fills,
    globalControl: globalControlOf(config),
    file,
    counts: countDraws(new Map(), known),
    refill: async (same) => same,
  });
  const { listed } = fillLists(drawn.selection.candidates, drawn.fills);
  expect(listed.every(({ ledger }) => ledger.drawn !== null)).toBe(true);
  const arms = new Map(listed.map(({ customer, ledger }) => [customer.customer_id, ledger.drawn!]));
  expect(arms.size).toBe(listed.length);
  // whoever is contacted is held out by nothing that the ledger knows by then
  const binding = (await readAll(store, files)).filter(
    (draw) => draw.arm === 'control' && draw.as_of <= asOf && asOf < draw.arm_until,
  );
  for (const [id, { arm }] of arms)
    if (arm === 'contact') expect(binding.filter((draw) => draw.customer_id === id)).toEqual([]);
  made.push({ asOf, campaigns, arms });
}

const keyOf = ({ campaign, customer_id, term }: Draw) => JSON.stringify([campaign, customer_id, term]);

const groupBy = (draws: readonly Draw[], key: (draw: Draw) => string): Map<string, Draw[]> => {
  const groups = new Map<string, Draw[]>();
  for (const draw of draws) groups.set(key(draw), [...(groups.get(key(draw)) ?? []), draw]);
  return groups;
};

/** Terms of a customer in a campaign never overlap, and a campaign with a start has one. */
function termsStand(ledger: readonly Draw[]): void {
  for (const all of groupBy(ledger, (draw) => JSON.stringify([draw.campaign, draw.customer_id])).values()) {
    const draws = [...all].sort((a, b) => (a.as_of < b.as_of ? -1 : 1));
    expect(new Set(draws.map(({ term }) => term)).size).toBe(draws.length);
    if (![standingCampaign, globalControl].includes(draws[0]!.campaign)) expect(draws.length).toBe(1);
    for (const [i, draw] of draws.slice(1).entries()) expect(draws[i]!.arm_until <= draw.as_of).toBe(true);
  }
}

/** Two arms of a customer that bind at once are of campaigns that may stand beside each other. */
function comparisonsAgree(ledger: readonly Draw[], campaigns: readonly DeclaredCampaign[]): void {
  const besides = ({ campaign }: Draw, other: Draw) =>
    campaigns.find(({ name }) => name === campaign)?.alongside.includes(other.campaign) ?? false;
  for (const draws of groupBy(ledger, ({ customer_id: id }) => id).values())
    for (const [i, one] of draws.entries())
      for (const other of draws.slice(0, i)) {
        if (one.campaign === other.campaign) continue;
        if (one.as_of >= other.arm_until || other.as_of >= one.arm_until) continue;
        const pair = [one, other];
        const isFree = pair.some(
          ({ campaign, arm, share: chance }) =>
            arm === 'contact' && (campaign === globalControl || chance === 0),
        );
        expect(isFree || (other.arm === 'contact' && besides(one, other))).toBe(true);
      }
}

/** The arm with which a customer stood on any list is the one that the ledger holds in the end. */
function listsFollow(ledger: readonly Draw[], made: readonly MadeList[]): void {
  const byKey = new Map(ledger.map((draw) => [keyOf(draw), draw]));
  for (const { campaigns, arms } of made)
    for (const [id, draw] of arms) {
      expect(draw.customer_id).toBe(id);
      expect(campaigns.map(({ name }) => name)).toContain(draw.campaign);
      expect(byKey.get(keyOf(draw))).toMatchObject(draw);
    }
}

/** No campaign draws more than its budget pays for, those held out set aside. */
function budgetsHold(ledger: readonly DrawRow[], campaigns: readonly DeclaredCampaign[]): void {
  for (const { name, budget, holdout: how } of campaigns) {
    const drawn = ledger.filter(({ campaign }) => campaign === name);
    const money = drawn.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
    if (budget?.contacts !== undefined)
      expect((1 - how.share) * drawn.length).toBeLessThanOrEqual(budget.contacts + 1e-9);
    if (budget?.money !== undefined) expect((1 - how.share) * money).toBeLessThanOrEqual(budget.money + 1e-6);
  }
}

function strataKeepTheShare(ledger: readonly Draw[]): void {
  for (const draws of groupBy(ledger, ({ campaign, stratum }) => `${campaign} ${stratum}`).values()) {
    const held = draws.filter(({ arm }) => arm === 'control').length;
    expect(Math.abs(held - draws[0]!.share * draws.length)).toBeLessThan(1);
  }
}

describe('arms over any calendar of campaigns, lists, reruns and races', () => {
  it('are drawn once, never change, contradict nothing, and keep the share', async () => {
    const seen = { races: 0, overlaps: 0, global: 0, several: 0 };
    await fc.assert(
      fc.asyncProperty(calendarArbitrary, async ({ campaigns, hasGlobal, nights }) => {
        const shop = business(campaigns, hasGlobal);
        const { store, made, files } = shop;
        for (const [i, { first, meanwhile }] of nights.entries()) {
          const other = () => make(shop, meanwhile!, `m${i}`);
          const where = meanwhile === null ? store : interrupted(store, other);
          await make({ ...shop, store: where }, first, `r${i}`);
          seen.races += meanwhile === null ? 0 : 1;
        }
        const ledger = await readAll(store, files);
        termsStand(ledger);
        comparisonsAgree(ledger, campaigns);
        listsFollow(ledger, made);
        strataKeepTheShare(ledger);
        budgetsHold(ledger, campaigns);
        seen.overlaps += campaigns.length > 1 && meet(campaigns[0]!, campaigns[1]!) ? 1 : 0;
        seen.global += ledger.filter(
          ({ campaign, arm }) => campaign === globalControl && arm === 'control',
        ).length;
        seen.several += new Set(ledger.map(({ campaign }) => campaign)).size > 2 ? 1 : 0;
      }),
      { numRuns: 25 },
    );
    expect(seen.races).toBeGreaterThan(10);
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });

  it('stay as they were when a list is made again', async () => {
    const shop = business([], true);
    const { store, made } = shop;
    const one = { day: 3, size: 10, from: 0, many: 20, turn: 1 };
    await make(shop, one, 'first');
    const after = await store.list('');
    for (const run of ['first', 'second']) await make(shop, one, run);
    expect(await store.list('')).toEqual(after);
    const drawsOf = ({ arms }: MadeList) => [...arms.values()].map((one) => [keyOf(one), one.arm, one.draw]);
    for (const one of made.slice(1)) expect(drawsOf(one)).toEqual(drawsOf(made[0]!));
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

  it('of one campaign keep its customers from the next, but for those it declares to stand beside', async () => {
    const spring = (alongside: readonly string[]) =>
      campaignSchema.parse({
        name: 'spring',
        starts: day(2),
        horizonDays: 5,
        alongside,
        listSize: 20,
        holdout,
      });
    const night = { size: 12, from: 0, many: 12, turn: 1 };
    for (const alongside of [[], [standingCampaign]]) {
      const shop = business([spring(alongside)]);
      for (const at of [0, 2]) await make(shop, { ...night, day: at }, `d${at}`);
      const [before, after] = shop.made.map(({ arms }) => [...arms.values()]);
      const contacted = before!.filter(({ arm }) => arm === 'contact').map(({ customer_id: id }) => id);
      const drawn = after!.map(({ customer_id: id }) => id).sort();
      expect(drawn).toEqual(alongside.length === 0 ? [] : contacted.sort());
    }
  });
});
