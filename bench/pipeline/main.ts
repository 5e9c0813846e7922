import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../contracts/config/read-config.ts';
import { keys } from '../../contracts/keys.ts';
import { write } from '../../pipeline/reports/format.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { findPython } from '../models/python.ts';
import {
  measurePlan,
  openRun,
  runStage,
  type StageCost,
  type StageName,
  type StageRequest,
} from '../scale/run-stage.ts';
import { type Plan, planOf } from './plan.ts';
import { type Contestant, type Cost, type Measured, type Quality, report } from './report.ts';
import { makeShop } from './shop.ts';

const peers = 'bench/peers/pipeline';
const stages = ['plan', 'check', 'features', 'train', 'score', 'list'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
  },
});

const [step, name, request] = positionals;
if (step === 'stage') await stage(name as StageName | 'plan', JSON.parse(request!));
else await bench(Number(values.customers), Number(values.seed), Number(values.threads));

/** Runs in a process of its own, so that each stage's memory and time can be told apart. */
async function stage(
  name: StageName | 'plan',
  request: StageRequest & { readonly answer: string },
): Promise<void> {
  const cost = await (name === 'plan' ? measurePlan(request) : runStage(name, request));
  writeFileSync(request.answer, JSON.stringify(cost));
}

async function bench(customers: number, seed: number, threads: number): Promise<void> {
  const python = findPython();
  if (python === null) process.exit(1);
  const folder = resolve(`bench/.work/pipeline/${customers}-${seed}`);
  mkdirSync(folder, { recursive: true });
  const shop = await makeShop(folder, customers, seed);
  const plan = planOf(readConfig(readFileSync(shop.config, 'utf8'), shop.config), {
    tables: shop.tables,
    allTables: shop.allTables,
    first: shop.first,
    out: join(folder, 'peer'),
    threads,
  });
  const planFile = join(folder, 'plan.json');
  writeFileSync(planFile, JSON.stringify(plan, null, 2));
  const costs = { holdfast: await ours(folder, shop.config), peer: theirs(python, planFile, plan) };
  const scored = { holdfast: await ourScores(folder, shop.config), peer: join(plan.out, 'scores.parquet') };
  const given = Object.entries(scored).map(([who, file]) => `${who}=${file}`);
  const judged = JSON.parse(run(python, [join(peers, 'judge.py'), planFile, ...given])) as Record<
    string,
    Quality
  >;
  const contestant = (who: keyof typeof costs): Contestant => ({ stages: costs[who], quality: judged[who]! });
  const measured: Measured = { holdfast: contestant('holdfast'), peer: contestant('peer') };
  writeFileSync(join(folder, 'measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
  console.log(
    `\n${write.count(customers)} customers, seed ${seed}, ${threads} threads\n\n${report(measured)}`,
  );
}

function requestOf(folder: string, config: string): StageRequest {
  return { config, out: join(folder, 'holdfast'), training: true };
}

async function ours(folder: string, config: string): Promise<Cost[]> {
  rmSync(join(folder, 'holdfast'), { recursive: true, force: true });
  const answer = join(folder, 'answer.json');
  return stages.map((name): StageCost => {
    console.log(`holdfast ${name} …`);
    run(process.execPath, [
      import.meta.filename,
      'stage',
      name,
      JSON.stringify({ ...requestOf(folder, config), answer }),
    ]);
    return JSON.parse(readFileSync(answer, 'utf8')) as StageCost;
  });
}

/** Where the scores of our run lie, as a pattern of files. */
async function ourScores(folder: string, config: string): Promise<string> {
  const { run: opened, environment } = await openRun(requestOf(folder, config));
  return environment.store.locate(`${keys.scores(keyOf(opened, 'score'))}*.parquet`);
}

function theirs(python: string, planFile: string, plan: Plan): Cost[] {
  console.log('peer …');
  run(python, [join(peers, 'run.py'), planFile]);
  return JSON.parse(readFileSync(join(plan.out, 'cost.json'), 'utf8')) as Cost[];
}

/** What the command printed; what it says of errors goes to the screen. */
function run(command: string, args: readonly string[]): string {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`bench: ${command} ${args.slice(0, 2).join(' ')} failed`);
  return stdout;
}
