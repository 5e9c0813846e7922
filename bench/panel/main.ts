import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { auc, logLoss } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';
import { write } from '../../pipeline/reports/format.ts';
import { type Cost, readCost, readSaid } from '../models/contestant.ts';
import { takeRows } from '../models/data/take-rows.ts';
import { runHoldfast } from '../models/holdfast.ts';
import { writeLearningSet } from '../models/learning-file.ts';
import { findPython } from '../models/python.ts';
import { drawTable, panelTables } from './tables.ts';

const ours = 'holdfast-refit';
const libraries = ['xgboost', 'lightgbm'];
/** Trials of the peers' random search. */
const trials = '20';

/** Prints log loss and AUC of ours and of the tuned peers, refitted with the rows that stopped them, on each table. */
const python = findPython();
const only = process.argv[2] === '--only' ? process.argv[3]!.split(',') : null;
for (const panel of panelTables.filter(({ name }) => only === null || only.includes(name))) {
  const folder = join('bench/.work/panel', panel.name.replace(/\W+/g, '-'));
  const rows = drawTable(panel, 1);
  const test = part(rows, (i) => i % 4 === 0);
  mkdirSync(folder, { recursive: true });
  writeLearningSet(
    join(folder, 'train'),
    part(rows, (i) => i % 4 !== 0 && i % 5 !== 0),
  );
  writeLearningSet(
    join(folder, 'later'),
    part(rows, (i) => i % 4 !== 0 && i % 5 === 0),
  );
  writeLearningSet(join(folder, 'test'), test);
  await runHoldfast(folder, ours, true);
  for (const library of python ? libraries : []) {
    const { status } = spawnSync(python!, ['bench/peers/peer.py', folder, library, trials, '--churn-only'], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`${library} failed on ${folder}`);
  }
  console.log(`${panel.name}: ${panel.about}`);
  const contestants = [ours, ...(python ? libraries.map((name) => `${name}-refit`) : [])];
  for (const contestant of contestants) report(contestant, folder, test.churned);
}

function part(rows: LearningSet, takes: (row: number) => boolean): LearningSet {
  return takeRows(rows, Int32Array.from(rows.churned.keys()).filter(takes));
}

function report(contestant: string, folder: string, churned: Float64Array): void {
  const { churn } = readSaid(folder, contestant);
  const { tuneCpuSeconds, fitCpuSeconds }: Cost = readCost(folder, contestant);
  const seconds = write.number(tuneCpuSeconds + fitCpuSeconds, 1);
  console.log(
    `  ${contestant.padEnd(16)} log loss ${write.number(logLoss(churn, churned), 4)}, AUC ${write.number(auc(churn, churned), 4)}, CPU ${seconds} s`,
  );
}
