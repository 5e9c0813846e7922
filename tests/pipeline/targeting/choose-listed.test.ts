import { afterEach, describe, expect, it } from 'vitest';
import type { Campaign } from '../../../contracts/campaign.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import type { RetentionModel } from '../../../models/types.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import { type ChooseRequest, chooseListed, refillListed } from '../../../pipeline/targeting/choose-listed.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import type { FillRequest } from '../../../pipeline/targeting/fill-list.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { makeLists } from '../../../pipeline/targeting/make-lists.ts';
import { keptBorders } from '../../../pipeline/targeting/save-prior.ts';
import { filling, targeting } from './fixtures.ts';
import { asOfAt, openRanked } from './open-ranked.ts';

/** A score that no sentence explains. */
const model = {
  explain: (_, rows) => ({
    features: [],
    contributions: new Float64Array(0),
    logit: new Float64Array(rows.length),
    baseline: 0,
  }),
  usual: () => [],
} as Pick<RetentionModel, 'explain' | 'usual'> as RetentionModel;

let warehouse: Warehouse | undefined;
afterEach(() => warehouse?.close());

const segment = "case when cast(substr(s.customer_id, 2) as integer) % 5 = 0 then 'home' else 'away' end";
const homeVisit = { name: 'Home visit', channel: 'visit', cost: 1, if: { segment: { is: 'home' } } };

/** So many candidates, every fifth of them of the segment `home`. */
async function crowd(size: number) {
  const people = Array.from({ length: size }, (_, i) => ({
    id: `c${String(i).padStart(5, '0')}`,
    churn: 0.5,
    kept: 9000 - i,
  }));
  const someone = {
    customer_id: 'x',
    joined_at: '2025-01-01',
    known_at: '2025-01-01',
    contact_consent: true,
  };
  const opened = await openRanked(people, { customers: [someone] });
  warehouse = opened.warehouse;
  await warehouse.create('someone', 'select * from customers');
  await warehouse.create(
    'customers',
    `select o.* replace (s.customer_id as customer_id, ${segment} as segment) from scores s cross join someone o`,
  );
  const ids = people.map(({ id }) => id);
  const features = writeParquet([
    { name: 'customer_id', type: 'text', values: ids },
    { name: 'active', type: 'flag', values: ids.map(() => true) },
  ]);
  await opened.store.put('features/part-0.parquet', features);
  return opened;
}

const choosing = (fills: readonly FillRequest[]): ChooseRequest => ({
  select: {
    asOf: '2026-01-01',
    asOfAt,
    campaigns: fills.map(({ campaign }) => campaign),
    ranked: 'ranked',
    limits: fills[0]!.limits,
    prefix: 'selection/',
  },
  explain: {
    model,
    report: { features: [] },
    features: 'features/',
    prefix: 'explained/',
    fills,
    currency: 'EUR',
  },
  gone: 1,
});

/** The lists of a date, drawn and made as a run does. */
async function listed(
  { store, warehouse }: Awaited<ReturnType<typeof crowd>>,
  over: Record<string, unknown>,
) {
  const fills = [filling(over)];
  const globalControl = globalControlOf({ targeting: targeting(over) });
  const request = { asOf: '2026-01-01', run: 'r', fills, globalControl, file: 1, counts: new Map() };
  const drawn = await drawListed(store, await chooseListed(warehouse, store, choosing(fills)), {
    ...request,
    refill: (selection, since) =>
      refillListed(warehouse, store, selection, { ...choosing(since.fills), ...since }),
  });
  const { savePrior } = keptBorders(targeting(over), 0.3);
  const { selection, counts } = drawn;
  return makeLists(selection, {
    ...request,
    fills: drawn.fills,
    counts,
    winBackSize: 1,
    savePrior,
    seed: 1,
    language: 'en',
  });
}

describe('a list', () => {
  it('is full however many of those first selected belong to the global control group', async () => {
    const over = {
      listSize: 250,
      holdout: { share: 0 },
      globalControl: { share: 0.5, horizonDays: 90 },
      plays: [homeVisit],
    };
    const { atRisk, funnel } = await listed(await crowd(4000), over);
    expect(funnel).toMatchObject({ listed: 250, contacted: 250, customers: 4000 });
    expect(funnel.suppressed).toBeGreaterThan(200); // of five hundred for whom the play is, every second is held out
    expect(funnel.noPlay).toBeGreaterThan(1500);
    const worth = atRisk.rows.map((row) => Number(row.clv_if_kept));
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
  });

  it('for fewer than it has places ends, and counts whom no campaign is for', async () => {
    const { store, warehouse } = await crowd(1500);
    const spring: Campaign = {
      ...filling().campaign,
      name: 'spring',
      listSize: 400,
      eligible: { segment: { is: 'home' } },
    };
    const fills = [{ ...filling(), campaign: spring }];
    const selection = await chooseListed(warehouse, store, choosing(fills));
    expect(selection).toMatchObject({ notEligible: 1200, isWhole: true });
    const { lists } = fillLists(selection.candidates, fills);
    expect(lists[0]!.listed).toHaveLength(300);
  });

  it('gives up no place to those whom no play answers, and reads no reasons where facts decide', async () => {
    const over = {
      listSize: 100,
      plays: [homeVisit],
    };
    const { store, warehouse } = await crowd(3000);
    const fills = [filling(over)];
    const { candidates } = await chooseListed(warehouse, store, choosing(fills));
    const { listed, unanswered } = fillLists(candidates, fills);
    expect(listed).toHaveLength(100);
    expect(new Set(listed.map(({ customer }) => customer.segment))).toEqual(new Set(['home']));
    expect(unanswered.every(({ suppression }) => suppression.rule === 'no_play')).toBe(true);
    expect(unanswered.every(({ customer }) => customer.reasons === null)).toBe(true);
  });
});
