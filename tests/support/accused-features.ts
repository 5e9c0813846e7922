import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readDocument } from '../../contracts/artefacts/document.ts';
import { stageRecordDocument } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { findLeaks } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';
import { readLabelledMatrix } from '../../pipeline/features/read-matrix.ts';
import { leakSentence } from '../../pipeline/reports/sentences/leak-sentences.ts';
import { datesWith, learningSet } from '../../pipeline/training/learning-set.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from './command-line.ts';

/** What training would learn from and be judged by, from a config, the features made where they are not there yet. */
async function learned(config: string, out: string): Promise<[LearningSet, LearningSet]> {
  const { code, err } = await holdfast('features', '--config', config, '--out', out);
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  const [folder, ...others] = readdirSync(join(out, 'features')) as [string];
  expect(others).toEqual([]);
  const key = folder.slice('key='.length);
  const store = folderStore(out);
  const record = await readDocument(
    store,
    stageRecordDocument('features'),
    keys.stageRecord(key, 'features'),
  );
  const report = record!.value.result;
  const read = async (purpose: 'train' | 'later') => {
    const dates = datesWith(report.schedule, `${purpose}-churn`, `${purpose}-value`);
    return learningSet(await readLabelledMatrix(store, key, report, dates), report.schedule, purpose);
  };
  return [await read('train'), await read('later')];
}

/** Sentences on the features of a config's business that the search for leaks accuses; `out` is the folder of its one run. */
export async function accused(config: string, out: string): Promise<string[]> {
  const [train, later] = await learned(config, out);
  expect(train.table.columns.length).toBeGreaterThan(20);
  // No feature is excused for being made of dated facts: that is stricter than training is.
  return findLeaks(train, later).map((leak) => leakSentence(leak));
}
