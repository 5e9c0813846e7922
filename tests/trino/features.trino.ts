import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../../pipeline/facts/name-facts.ts';
import { buildFeatures } from '../../pipeline/features/build-features.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { allMapped, type Business, loadBusiness, smallConfig } from '../pipeline/features/business.ts';
import { scheduleOf } from '../pipeline/features/dates.ts';
import { randomBusiness } from '../pipeline/features/random-business.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { onChain } from './on-chain.ts';
import { type Asked, type Keeper, recordAsked } from './record/asked.ts';
import { type Comparer, openComparer } from './record/compare-files.ts';
import { differencesOf, textsOf } from './record/differences.ts';
import { cloudKeeper, localKeeper } from './record/keepers.ts';
import { type Chain, startChain } from './start-chain.ts';

/** Every family of features and every way to count churn, of businesses drawn at random to be awkward. */

const dates = ['2025-04-10', '2025-08-20', '2025-12-01'];
const kinds = [
  { kind: 'non-contractual', by: 'orders' },
  { kind: 'non-contractual', by: 'activity' },
  { kind: 'contractual', graceDays: 7 },
];

let chain: Chain;
let comparer: Comparer;
beforeAll(async () => {
  [chain, comparer] = await Promise.all([startChain(), openComparer()]);
});
afterAll(async () => {
  comparer.close();
  await chain.close();
});

const onTrino: Asked[] = [];
describe.each(kinds)('features and labels, churn counted by $kind $by', (kind) => {
  it('are those of DuckDB', async () => {
    const [business] = fc.sample(randomBusiness(dates, 'Europe/Warsaw'), { numRuns: 1, seed: 6 });
    const root = scratchFolder();
    const store = folderStore(root);
    const local = await buildRecorded(
      await openDuckdbWarehouse({ root, store, threads: 1 }),
      localKeeper(store, scratchFolder()),
      kind,
      business!,
    );
    const cloud = onChain(chain);
    const trino = await buildRecorded(
      await cloud.openWarehouse(),
      cloudKeeper(chain, cloud.store, scratchFolder()),
      kind,
      business!,
    );
    onTrino.push(...trino);
    expect(textsOf(trino)).toEqual(textsOf(local));
    expect(await differencesOf(comparer, local, trino)).toEqual([]);
  });
});

it('every SQL file of features, labels and the facts that they read has run on Trino', () => {
  const root = join(import.meta.dirname, '../../pipeline');
  const files = ['features', 'facts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql') && !isReadElsewhere(file))
      .map((file) => `${folder}/${file}`),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !hasRun(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

/** Facts without an as-of date are for metrics and texts, and one is for lists: the whole runs hold their queries against Trino. */
const isReadElsewhere = (file: string): boolean =>
  file.startsWith('all-') || file === 'refused-addresses.sql';

/** Whether a query held the whole file, whatever stood in for `{{…}}` and for facts that are no tables. */
function hasRun(sql: string): boolean {
  const told = inlineFacts(sql, ({ kept }) => kept === 'table');
  const parts = plain(told)
    .split(/\{\{\w+\}\}/)
    .map((part) => part.trim());
  return onTrino.some(({ text }) => parts.every((part) => plain(text).includes(part)));
}

const plain = (sql: string): string => sql.replace(/^\s*--.*\n/gm, '');

async function buildRecorded(
  warehouse: Warehouse,
  keeper: Keeper,
  kind: object,
  business: Business,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const recorded = recordAsked(warehouse, asked, keeper);
  const config = smallConfig({ churn: { horizonDays: 30, lookbackDays: 120, ...kind } });
  await loadBusiness(recorded, business);
  const request = {
    config,
    run: 'r',
    schedule: scheduleOf(config, dates),
    mapped: allMapped,
    withMoods: true,
  };
  await buildFeatures(recorded, request, silence).finally(() => warehouse.close());
  return asked;
}
