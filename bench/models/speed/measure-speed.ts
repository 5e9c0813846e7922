import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cost, readCost } from '../contestant.ts';
import { writeLearningSet } from '../learning-file.ts';
import type { Steps } from '../measure.ts';
import { madeRows } from './made-rows.ts';
import type { SpeedResult } from './run-speed.ts';
import type { SpeedTask } from './task.ts';

export interface Speed {
  readonly task: SpeedTask;
  readonly ours: SpeedResult;
  /** The libraries with their own defaults, stopped by the later rows: churn and a two-stage value, nothing tuned. */
  readonly peers: ReadonlyMap<string, Cost>;
}

const libraries = ['xgboost', 'lightgbm'];

/** Makes the rows, then lets ours and the peers train on them, each in a process of its own. */
export function measureSpeed(task: SpeedTask, folder: string, steps: Steps): Speed {
  if (steps.fits) fitMade(task, folder, steps);
  return {
    task,
    ours: JSON.parse(readFileSync(join(folder, 'speed.json'), 'utf8')) as SpeedResult,
    peers: new Map(steps.python ? libraries.map((name) => [name, readCost(folder, name)]) : []),
  };
}

function fitMade(task: SpeedTask, folder: string, { inProcess, python }: Steps): void {
  console.log(`  ${task.name}: ${task.train} + ${task.later} made rows`);
  mkdirSync(folder, { recursive: true });
  inProcess('make-rows', folder, task.name);
  inProcess('speed', folder, task.name);
  for (const library of python ? libraries : []) {
    const { status } = spawnSync(python!, ['bench/peers/peer.py', folder, library, '1'], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`${library} failed on ${folder}`);
  }
  for (const name of readdirSync(folder)) if (name.endsWith('.bin')) rmSync(join(folder, name));
}

export function makeRows(task: SpeedTask, folder: string): void {
  writeLearningSet(join(folder, 'train'), madeRows(task.train, 1, 20_000));
  for (const part of ['later', 'test']) writeLearningSet(join(folder, part), madeRows(task.later, 2, 20_100));
}
