import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { defaultPlan } from '../../simulator/plan.ts';
import { silent } from '../models/silent.ts';
import { measureArtefacts } from './artefacts.ts';
import type { MeasuredBesides } from './cost.ts';
import { measureCsv } from './csv.ts';
import { grow } from './grow.ts';
import { growRows, readRows } from './read-rows.ts';
import { runStage, type StageCost, type StageName, type StageRequest } from './run-stage.ts';
import { costTables, measuredTable } from './tables.ts';

const work = 'bench/.work/scale';
const customers = 10_000;
/** Times that the customers are multiplied for scoring: first so that one part holds them, then beyond it. */
const copies = [10, 5] as const;
/** Times that the rows to learn from are multiplied for reading a million. */
const readCopies = 20;

/** Steps that run in processes of their own, so that each one's memory and time can be told apart. */
const steps: Readonly<Record<string, (...args: string[]) => Promise<unknown>>> = {
  stage: (name, request) => runStage(name as StageName, JSON.parse(request!)),
  grow: (request, times) => grow(JSON.parse(request!), Number(times)),
  'grow-rows': (request, times) => growRows(JSON.parse(request!), Number(times)),
  read: (request) => readRows(JSON.parse(request!)),
  csv: measureCsv,
  artefacts: (request, customers) => measureArtefacts(JSON.parse(request!), Number(customers)),
};

const [first, ...rest] = process.argv.slice(2);
if (first !== undefined && steps[first]) {
  writeFileSync(join(work, 'answer.json'), JSON.stringify((await steps[first](...rest)) ?? null));
} else await bench();

async function bench(): Promise<void> {
  mkdirSync(work, { recursive: true });
  const shop = await business();
  const training = { ...shop, training: true };
  const scoring = { ...shop, training: false };
  const stages = (names: readonly StageName[], request: StageRequest) =>
    names.map((name) => stage(name, request));
  // texts once: the moods that it reads are those of the nights too
  const counted = stages(['check', 'texts', 'features', 'train'], { ...training, metered: true });
  const nightly = stages(['check', 'features', 'train', 'score', 'health', 'list'], {
    ...scoring,
    metered: true,
  });
  const artefacts = inProcess('artefacts', JSON.stringify(scoring), String(customers));
  const trained = stages(['features'], training);
  const small = stages(['check', 'features'], scoring);
  inProcess('grow', JSON.stringify(scoring), String(copies[0]));
  const onePart = stage('score', { ...scoring, grown: 1 });
  inProcess('grow', JSON.stringify({ ...scoring, grown: 1 }), String(copies[1]));
  const large = stages(['score', 'health', 'list'], { ...scoring, grown: 2 });
  inProcess('grow-rows', JSON.stringify(training), String(readCopies));
  const read = inProcess('read', JSON.stringify(training));
  const million = stage('train', { ...training, grown: readCopies });
  const csv = inProcess('csv');
  const grown = customers * copies[0] * copies[1];
  const onePartOf = customers * copies[0];
  const measured = {
    onePartOf,
    customers,
    grown,
    artefacts,
    counted,
    nightly,
    trained,
    small,
    onePart,
    large,
    read,
    million,
    csv,
  };
  writeFileSync('bench/scale/measured.json', `${JSON.stringify(measured, null, 2)}\n`);
  const figures = JSON.parse(JSON.stringify(measured)) as MeasuredBesides;
  console.log(`${measuredTable(figures)}\n\n${costTables(figures)}`);
}

/** A simulated shop with its config, and where its runs go. */
async function business(): Promise<Pick<StageRequest, 'config' | 'out'>> {
  const out = join(work, `shop-${customers}`);
  const { days, seed, dirt } = defaultPlan;
  const asked = { preset: 'retail', customers, days, seed, dirt: dirt.bad, leak: false } as const;
  const truth = { asOf: [], outcomes: false };
  const { config } = await simulateBusiness({ ...asked, out, truth, format: 'parquet' }, silent);
  return { config, out: `${out}-runs` };
}

function stage(name: StageName, request: StageRequest): StageCost {
  const cost = inProcess('stage', name, JSON.stringify(request)) as StageCost;
  const { seconds, cpuSeconds, peakMegabytes, meter } = cost;
  const figures = [seconds, cpuSeconds, peakMegabytes, meter.queries, meter.bytes / 1e6].map(Math.round);
  console.log(`${request.training ? 'training' : 'scoring'} ${name}: ${figures.join(' ')}`);
  return cost;
}

/** With `--resume`, a step that was measured already is not measured again. */
function inProcess(name: string, ...args: string[]): unknown {
  const known = join(work, `${[name, ...args].join('-').replace(/\W+/g, '-')}.json`);
  if (!process.argv.includes('--resume') || !existsSync(known)) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, name, ...args], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`bench: ${name} ${args.join(' ')} failed`);
    renameSync(join(work, 'answer.json'), known);
  }
  return JSON.parse(readFileSync(known, 'utf8'));
}
