import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../contracts/artefacts/document.ts';
import { type PublishedRun, publishedIndexDocument } from '../../../contracts/artefacts/published-index.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import { maturedRuns } from '../../../pipeline/health/earlier-runs.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';
import { memoryStore } from '../../support/memory-store.ts';

const base = fixtureConfig({
  customers: { csv: 'customer_id,joined_at' },
  orders: { csv: 'order_id,customer_id,ordered_at,amount' },
});
const config: Config = { ...base, churn: { ...base.churn, horizonDays: 30, lagDays: 2 } };

/** A store whose index names runs, as far as finding them goes. */
async function storeOf(...runs: readonly { run: string; asOf: string; config?: Config; scores?: boolean }[]) {
  const store = memoryStore();
  const published = runs.map(({ run, asOf, config: own = config }): PublishedRun => {
    const { business, churn, clv } = own;
    const scores = keys.scores(run);
    return { run, asOf, scores, keys: {}, model: 'm1', observedDays: 60, meaning: { business, churn, clv } };
  });
  await writeDocument(store, publishedIndexDocument, keys.published(), { runs: published, pending: [] });
  for (const { run, scores = true } of runs)
    if (scores) await store.put(`${keys.scores(run)}part.parquet`, 'scores');
  return store;
}

const found = async (store: Awaited<ReturnType<typeof storeOf>>, asOf: string) =>
  (await maturedRuns(store, config, asOf)).map(({ run, maturedValue }) => [run, maturedValue]);

describe('runs whose outcomes are known', () => {
  it('are those whose horizon and lag have passed; value waits for its own window', async () => {
    const store = await storeOf({ run: 'a', asOf: '2025-01-01' }, { run: 'b', asOf: '2025-02-20' });
    expect(await found(store, '2025-02-01')).toEqual([]);
    expect(await found(store, '2025-02-02')).toEqual([['a', false]]);
    expect(await found(store, '2025-03-23')).toEqual([['a', true]]);
    expect(await found(store, '2025-03-24')).toEqual([
      ['b', false],
      ['a', true],
    ]);
  });

  it('stand a week apart, four of them, and the latest whose value is known besides', async () => {
    const days = Array.from({ length: 40 }, (_, i) =>
      new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10),
    );
    const store = await storeOf(...days.map((asOf) => ({ run: `r${asOf}`, asOf })));
    expect(await found(store, '2025-03-14')).toEqual([
      ['r2025-02-09', false],
      ['r2025-02-02', false],
      ['r2025-01-26', false],
      ['r2025-01-19', false],
      ['r2025-01-11', true],
    ]);
  });

  it('leave out another meaning of churn, and scores that are gone', async () => {
    const other = { ...config, churn: { ...config.churn, horizonDays: 20 } };
    const longer = { ...config, targeting: { ...config.targeting, listSize: 7 } };
    const store = await storeOf(
      { run: 'other', asOf: '2025-01-01', config: other },
      { run: 'gone', asOf: '2025-01-02', scores: false },
      { run: 'longer', asOf: '2025-01-03', config: longer },
    );
    expect(await found(store, '2025-06-01')).toEqual([['longer', true]]);
  });
});
