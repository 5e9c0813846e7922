import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../contracts/artefacts/document.ts';
import type { FeatureReport } from '../../../contracts/artefacts/feature-report.ts';
import { type RunManifest, runManifestDocument } from '../../../contracts/artefacts/run-manifest.ts';
import { stageRecordDocuments } from '../../../contracts/artefacts/stage-record.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { keys } from '../../../contracts/keys.ts';
import { maturedRuns } from '../../../pipeline/health/earlier-runs.ts';
import { claimText } from '../../../pipeline/targeting/list-manifest.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';
import { scratchFolder } from '../../support/scratch.ts';

const base = fixtureConfig({
  customers: { csv: 'customer_id,joined_at' },
  orders: { csv: 'order_id,customer_id,ordered_at,amount' },
});
const config: Config = { ...base, churn: { ...base.churn, horizonDays: 30, lagDays: 2 } };

/** A store in which runs have scored, as far as finding them goes. */
async function storeOf(...runs: readonly { run: string; asOf: string; config?: Config; scores?: boolean }[]) {
  const store = folderStore(scratchFolder());
  for (const { run, asOf, config: own = config, scores = true } of runs) {
    await writeDocument(store, runManifestDocument, keys.runManifest(run), manifestOf(run, asOf, own));
    await writeDocument(store, stageRecordDocuments.score, keys.stageRecord(run, 'score'), {
      stage: 'score',
      run,
      result: { model: 'm1', customers: 2, active: 1 },
      outputs: [],
    });
    await writeDocument(store, stageRecordDocuments.features, keys.stageRecord(run, 'features'), {
      stage: 'features',
      run,
      result: featuresAt(asOf),
      outputs: [],
    });
    if (scores) await store.put(`${keys.scores(run)}part.parquet`, 'scores');
  }
  return store;
}

const manifestOf = (run: string, asOf: string, own: Config): RunManifest => ({
  state: 'complete',
  run,
  asOf,
  codeVersion: '1',
  inputs: [],
  config: own,
  stages: [],
});

const featuresAt = (asOf: string): FeatureReport => ({
  schedule: {
    asOf,
    historyStart: '2024-01-01',
    churnDays: 30,
    observedDays: 60,
    valueDays: 365,
    lagDays: 2,
    dates: [],
  },
  features: [],
  dropped: [],
  dates: [],
  sampleShare: 1,
});

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

  it('are the ones whose lists were published, one a date', async () => {
    const store = await storeOf(...['a', 'b', 'c'].map((run) => ({ run, asOf: '2025-01-01' })));
    expect(await found(store, '2025-06-01')).toEqual([['c', true]]);
    await store.put(keys.listManifest('2025-01-01'), claimText('b'));
    expect(await found(store, '2025-06-01')).toEqual([['b', true]]);
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
