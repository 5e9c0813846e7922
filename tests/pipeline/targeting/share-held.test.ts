import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Judged, type ShareHeld, sharesHeld } from '../../../bench/lists/share-held.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { randomStream } from '../../../models/numerics.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { findThresholds, rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { predicted, targeting } from './fixtures.ts';

/**
 * Businesses of two thousand active customers by the share that leaves and how risk goes with worth: −1, frequent buyers are
 * safe and valuable; 0, risk and worth have nothing to do with each other; 1, the valuable are the restless.
 */
const businesses = [
  { name: 'subscription, 3% leave', base: -3.9, spread: 0.9, tie: 0 },
  { name: 'subscription whose large accounts are restless', base: -3, spread: 0.8, tie: 1 },
  { name: 'shop, a third leaves, frequent buyers safe and valuable', base: -0.9, spread: 1.2, tie: -1 },
  { name: 'shop, half leave', base: 0.1, spread: 1.3, tie: -0.5 },
  { name: 'seldom buyers, three quarters leave', base: 1.3, spread: 1, tie: -1 },
  { name: 'one-time buyers, 91% leave', base: 2.8, spread: 1.2, tie: -1 },
  { name: 'one-time buyers, 95% leave', base: 3.4, spread: 1, tie: 0 },
] as const;
const size = 200;

interface Customer {
  readonly id: string;
  readonly churn: number;
  readonly kept: number;
  readonly left: boolean;
}

/** Scores that are right on average, and who then leaves. */
function customersOf({ name, base, spread, tie }: (typeof businesses)[number]): Customer[] {
  const random = randomStream(11, name);
  return Array.from({ length: 2000 }, (_, i) => {
    const z = random.normal();
    const chance = 1 / (1 + Math.exp(-(base + spread * z)));
    const kept = 80 * Math.exp(0.9 * (tie * z + Math.sqrt(1 - tie * tie) * random.normal()));
    return { id: `c${i}`, churn: chance, kept, left: random.uniform() < chance };
  });
}

let warehouse: Warehouse;
let rankOf: (people: readonly Customer[], over: Record<string, unknown>) => Promise<ShareHeld[]>;
beforeAll(async () => {
  const root = scratchFolder({ for: 'file' });
  const store = folderStore(root);
  warehouse = await openDuckdbWarehouse({ root, store });
  rankOf = async (people, over) => {
    await store.put('scores/a.parquet', writeScores(predicted(people)));
    await warehouse.attach('scores', 'scores/');
    const thresholds = await findThresholds(warehouse, 'scores', {
      ...targeting(over),
      cheapestContact: 0.1,
    });
    const listed = await warehouse.rows(
      `select customer_id from (${rankedSelect('scores', thresholds)}) r
       where standing = 'candidate' order by priority desc, customer_id limit ${size}`,
    );
    const ids = new Set(listed.map((row) => row.customer_id));
    return sharesHeld(people.map((one) => judged(one, ids.has(one.id))));
  };
});
afterAll(() => warehouse.close());

const judged = ({ id, churn, kept, left }: Customer, listed: boolean): Judged => ({
  id,
  churn,
  valueAtRisk: churn * kept,
  pastMargin: kept,
  lost: left ? kept : 0,
  listed,
  barred: false,
});

describe('the default list', () => {
  it.each(businesses)(
    'holds most of what the first tenth by value at risk holds: $name',
    async (business) => {
      const [list, byRisk, byChance, byMargin] = await rankOf(customersOf(business), {});
      expect(list!.customers).toBe(size);
      expect(list!.valueAtRisk).toBeGreaterThan(0.75 * byRisk!.valueAtRisk);
      expect(list!.valueAtRisk).toBeGreaterThan(byChance!.valueAtRisk - 1e-9);
      expect(list!.lost).toBeGreaterThan(0.75 * byRisk!.lost);
      expect(list!.lost).toBeGreaterThan(Math.min(byChance!.lost, byMargin!.lost) - 1e-9);
    },
  );

  it('holds more than twice what borders of risk and worth together leave, where frequent buyers are safe and valuable', async () => {
    for (const business of businesses.filter(({ tie }) => tie === -1)) {
      const people = customersOf(business);
      const mean = people.reduce((sum, { churn }) => sum + churn, 0) / people.length;
      const [bordered] = await rankOf(people, { atRiskAbove: mean, highValueShare: 0.5, goneAbove: 0.9 });
      const [list] = await rankOf(people, {});
      expect(list!.valueAtRisk).toBeGreaterThan(2 * bordered!.valueAtRisk);
    }
  });
});
