import { spawnSync } from 'node:child_process';
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

export const ours = 'holdfast';

/** Peers in the order of the tables; each library speaks twice, see bench/peers. */
const libraries = ['xgboost', 'lightgbm'] as const;
export const peers = libraries.flatMap((name) => [name, `${name}-refit`]);

/** Trials of the random search of each task (half as many for the amount). */
export const trials = 20;

/** All that was measured on a data set. */
export interface Measurement {
  readonly data: Pick<BenchData, 'name' | 'about' | 'hasValue'>;
  readonly folds: readonly PreparedFold[];
  readonly churn: Map<string, Figures<ChurnFigure>>;
  readonly value: Map<string, Figures<ValueFigure>> | null;
  /** The same beside the truth, on the customers of whom it is known. */
  readonly oracle: {
    churn: Map<string, Figures<ChurnFigure>>;
    value: Map<string, Figures<ValueFigure>>;
  } | null;
  /** Per contestant and fold. */
  readonly costs: Map<string, readonly Cost[]>;
}

export interface Steps {
  /** Runs a step of the bench in a process of its own. */
  readonly inProcess: (step: string, ...args: string[]) => void;
  readonly python: string | null;
}

/** Prepares a data set, lets every contestant fit and score each fold, and judges them all by the same code. */
export function measure(data: BenchData, folder: string, { inProcess, python }: Steps): Measurement {
  inProcess('prepare', data.name);
  const prepared = readPrepared(folder);
  for (const fold of prepared.folds) {
    console.log(`  ${data.name} ${fold.name}: ${fold.rows.train} + ${fold.rows.later} rows`);
    inProcess('holdfast', fold.folder, data.hasValue ? 'value' : 'churn-only');
    if (python) for (const library of libraries) runPeer(python, fold, library, data.hasValue);
  }
  return judged(data, prepared, [ours, ...(python ? peers : [])]);
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
  const beside = folds.every(({ oracle }) => oracle)
    ? folds.map((fold) => readFold(fold, [...contestants, oracleName]))
    : null;
  const { name, about, hasValue } = data;
  return {
    data: { name, about, hasValue },
    folds,
    churn: judgeChurn(
      judges.map((fold) => fold.churn),
      ours,
    ),
    value: hasValue
      ? judgeValue(
          judges.map((fold) => fold.value),
          ours,
        )
      : null,
    oracle: beside && {
      churn: judgeChurn(
        beside.map((fold) => fold.churn),
        ours,
      ),
      value: judgeValue(
        beside.map((fold) => fold.value),
        ours,
      ),
    },
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
