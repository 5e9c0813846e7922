import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Cost, readCost, readSaid } from './contestant.ts';
import type { BenchData } from './fold.ts';
import {
  type ChurnFigure,
  type Figures,
  type JudgedFold,
  judgeChurn,
  judgeValue,
  type ValueFigure,
} from './judge.ts';
import { readLearningSet } from './learning-file.ts';
import { oracleName, type Prepared, type PreparedFold, readPrepared } from './prepare.ts';

/** Ours as the peers: stopped, weighed and calibrated by the later rows, and refitted with them. */
export const ours = ['holdfast', 'holdfast-refit'] as const;
export type Ours = (typeof ours)[number];

/** Peers in the order of the tables; each library speaks twice, see bench/peers. */
const libraries = ['xgboost', 'lightgbm'] as const;
export const peers = libraries.flatMap((name) => [name, `${name}-refit`]);

/** Trials of the random search of each task (half as many for the amount). */
export const trials = 20;

export interface Judged {
  readonly churn: ReadonlyMap<string, Figures<ChurnFigure>>;
  readonly value: ReadonlyMap<string, Figures<ValueFigure>> | null;
}

/** All that was measured on a data set. */
export interface Measurement {
  readonly data: Pick<BenchData, 'name' | 'about' | 'hasValue'>;
  readonly folds: readonly PreparedFold[];
  /** Of every contestant, each of ours compared with it. */
  readonly judged: Readonly<Record<Ours, Judged>>;
  /** The same beside the truth, on the customers of whom it is known. */
  readonly oracle: Judged | null;
  /** Per contestant and fold. */
  readonly costs: Map<string, readonly Cost[]>;
}

export interface Steps {
  /** Runs a step of the bench in a process of its own. */
  readonly inProcess: (step: string, ...args: string[]) => void;
  readonly python: string | null;
  /** False: nothing is fitted, what the last run left is judged again. */
  readonly fits: boolean;
}

/** Whether an earlier run left all that the page needs of a data set. */
export const isMeasured = (folder: string, { python }: Steps): boolean =>
  existsSync(join(folder, 'prepared.json')) &&
  readPrepared(folder).folds.every((fold) =>
    [...ours, ...(python ? peers : [])].every((name) => existsSync(join(fold.folder, `${name}.cost.json`))),
  );

/** Prepares a data set, lets every contestant fit and score each fold, and judges them all by the same code. */
export function measure(data: BenchData, folder: string, steps: Steps): Measurement {
  if (steps.fits) steps.inProcess('prepare', data.name);
  const prepared = readPrepared(folder);
  if (steps.fits) for (const fold of prepared.folds) fitFold(data, fold, steps);
  return judged(data, prepared, [...ours, ...(steps.python ? peers : [])]);
}

function fitFold({ name, hasValue }: BenchData, fold: PreparedFold, { inProcess, python }: Steps): void {
  console.log(`  ${name} ${fold.name}: ${fold.rows.train} + ${fold.rows.later} rows`);
  for (const own of ours) inProcess('holdfast', fold.folder, own, hasValue ? 'value' : 'churn-only');
  if (python) for (const library of libraries) runPeer(python, fold, library, hasValue);
}

function runPeer(python: string, { folder }: PreparedFold, library: string, hasValue: boolean): void {
  const args = [
    'bench/peers/peer.py',
    folder,
    library,
    String(trials),
    ...(hasValue ? [] : ['--churn-only']),
  ];
  const { status } = spawnSync(python, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${library} failed on ${folder}`);
}

function judged(data: BenchData, { folds }: Prepared, contestants: readonly string[]): Measurement {
  const judges = folds.map((fold) => readFold(fold, [...contestants, ...fold.rules]));
  const by = (own: Ours, of = judges): Judged => ({
    churn: judgeChurn(
      of.map((fold) => fold.churn),
      own,
    ),
    value: data.hasValue
      ? judgeValue(
          of.map((fold) => fold.value),
          own,
        )
      : null,
  });
  const known = folds.every(({ oracle }) => oracle);
  const { name, about, hasValue } = data;
  return {
    data: { name, about, hasValue },
    folds,
    judged: { holdfast: by('holdfast'), 'holdfast-refit': by('holdfast-refit') },
    oracle: known
      ? by(
          'holdfast-refit',
          folds.map((fold) => readFold(fold, [...contestants, oracleName])),
        )
      : null,
    costs: new Map(
      contestants.map((contestant) => [contestant, folds.map(({ folder }) => readCost(folder, contestant))]),
    ),
  };
}

function readFold(
  { folder }: PreparedFold,
  contestants: readonly string[],
): Record<'churn' | 'value', JudgedFold> {
  const test = readLearningSet(join(folder, 'test'));
  const said = contestants.map((name) => [name, readSaid(folder, name)] as const);
  const of = (task: 'churn' | 'value') => ({
    test,
    said: Object.fromEntries(
      said.map(([name, says]) => [name, says[task].every((p) => Number.isNaN(p)) ? null : says[task]]),
    ),
  });
  return { churn: of('churn'), value: of('value') };
}
