import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Said, writeSaid } from './contestant.ts';
import type { BenchData, Fold } from './fold.ts';
import { writeLearningSet } from './learning-file.ts';

/** What stands in the folder of a prepared data set. */
export interface Prepared {
  readonly folds: readonly PreparedFold[];
}

export interface PreparedFold {
  readonly name: string;
  readonly folder: string;
  readonly rows: { readonly train: number; readonly later: number; readonly test: number };
  readonly features: number;
  /** Rules that were applied while the purchases were at hand. */
  readonly rules: readonly string[];
  readonly oracle: boolean;
}

export const oracleName = 'oracle';

/** Builds the folds of a data set and writes them, so that each contestant reads the same bytes in a process of its own. */
export async function prepare(data: BenchData, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'folds'), { recursive: true, force: true });
  const folds = await data.folds(folder);
  const prepared: Prepared = {
    folds: folds.map((fold) => writeFold(fold, join(folder, 'folds', fold.name))),
  };
  writeFileSync(join(folder, 'prepared.json'), JSON.stringify(prepared, null, 2));
}

export const readPrepared = (folder: string): Prepared =>
  JSON.parse(readFileSync(join(folder, 'prepared.json'), 'utf8')) as Prepared;

function writeFold(fold: Fold, folder: string): PreparedFold {
  mkdirSync(folder, { recursive: true });
  for (const part of ['train', 'later', 'test'] as const) writeLearningSet(join(folder, part), fold[part]);
  const { oracle } = fold;
  const unknown = () => new Float64Array(fold.test.table.rowCount).fill(Number.NaN);
  const write = (name: string, said: { [Task in keyof Said]: Said[Task] | null }) =>
    writeSaid(folder, name, { churn: said.churn ?? unknown(), value: said.value ?? unknown() });
  for (const rule of fold.rules) write(rule.name, rule);
  if (oracle) write(oracleName, oracle);
  const rowsOf = (part: 'train' | 'later' | 'test') => fold[part].table.rowCount;
  return {
    name: fold.name,
    folder,
    rows: { train: rowsOf('train'), later: rowsOf('later'), test: rowsOf('test') },
    features: fold.train.table.columns.length,
    rules: fold.rules.map(({ name }) => name),
    oracle: oracle !== undefined,
  };
}
