import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { findLeaks } from '../../models/leaks/find-leaks.ts';
import { leakSentence } from '../../models/leaks/leak.ts';
import type { LearningSet } from '../../models/types.ts';
import type { FeatureReport } from '../../pipeline/features/build-features.ts';
import { readLabelledMatrix } from '../../pipeline/features/read-matrix.ts';
import { datesWith, learningSet } from '../../pipeline/training/learning-set.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { sharedData } from '../support/shared-data.ts';
import { silence } from '../support/silence.ts';

/** What training would learn from and be judged by, from a config. */
async function learned(config: string): Promise<[LearningSet, LearningSet]> {
  const out = scratchFolder();
  const { code, err } = await holdfast('features', '--config', config, '--out', out);
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  const [run] = readdirSync(join(out, 'runs')) as [string];
  const record = JSON.parse(readFileSync(join(out, `runs/${run}/stages/features.json`), 'utf8'));
  const report = record.result as FeatureReport;
  const read = async (purpose: 'train' | 'later') => {
    const dates = datesWith(report.schedule, `${purpose}-churn`, `${purpose}-value`);
    return learningSet(
      await readLabelledMatrix(folderStore(out), run, report, dates),
      report.schedule,
      purpose,
    );
  };
  return [await read('train'), await read('later')];
}

async function accused(config: string): Promise<string[]> {
  const [train, later] = await learned(config);
  expect(train.table.columns.length).toBeGreaterThan(20);
  // No feature is excused for being made of dated facts: that is stricter than training is.
  return findLeaks(train, later).map(leakSentence);
}

const example = (name: string) => join(import.meta.dirname, `../../examples/${name}/holdfast.yaml`);

describe('no honest feature is accused', () => {
  it.each(['retail', 'subscription'] as const)('of the simulated %s business', async (preset) => {
    const simulated = {
      preset,
      customers: 1500,
      days: 640,
      seed: 4,
      dirt: 0,
      out: join(scratchFolder(), 'business'),
    };
    const { config } = await simulateBusiness(simulated, silence);
    expect(await accused(config)).toEqual([]);
  });

  const retail = sharedData('online_retail/online_retail.csv.gz');
  it.skipIf(retail.missing)(
    'of Online Retail',
    async () => {
      expect(await accused(example('online-retail'))).toEqual([]);
    },
    120_000,
  );

  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  it.skipIf(cdnow.missing)(
    'of CDNOW',
    async () => {
      expect(await accused(example('cdnow'))).toEqual([]);
    },
    120_000,
  );
});
