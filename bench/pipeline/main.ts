import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
import { type Multiple, multiply } from './multiply.ts';
import { type Plan, planOf } from './plan.ts';
import { type Contestant, type Cost, costsAlone, type Measured, type Quality, report } from './report.ts';
import { makeShop } from './shop.ts';

const peers = 'bench/peers/pipeline';
const stages = ['plan', 'check', 'texts', 'features', 'train', 'score', 'list'] as const;

/** As bin/holdfast.js does where Node can, and Python of its own accord: what was compiled once is found again. */
const compiledOnce = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };

/**
 * Holdfast beside a peer on a simulated shop; or alone, on a shop where each of the customers stands many times.
 *
 *   node bench/pipeline.mjs --customers 20000 [--seed 1] [--threads 2] [--copies 7 --repeats 2]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    copies: { type: 'string', default: '1' },
    customers: { type: 'string', default: '20000' },
    repeats: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
  },
});

const [step, name, request] = positionals;
if (step === 'stage') await stage(name as StageName | 'plan', JSON.parse(request!));
else if (values.copies === '1' && values.repeats === '1') await bench();
else await benchAlone({ copies: Number(values.copies), repeats: Number(values.repeats) });

/** Runs in a process of its own, so that each stage's memory and time can be told apart. */
async function stage(
  name: StageName | 'plan',
  request: StageRequest & { readonly answer: string },
): Promise<void> {
  const cost = await (name === 'plan' ? measurePlan(request) : runStage(name, request));
  writeFileSync(request.answer, JSON.stringify(cost));
}

/** What was asked for, and the folder where it is done. */
function asked(): Readonly<Record<'customers' | 'seed' | 'threads', number>> & { readonly folder: string } {
  const [customers, seed] = [Number(values.customers), Number(values.seed)];
  const folder = resolve(`bench/.work/pipeline/${customers}-${seed}`);
  mkdirSync(folder, { recursive: true });
  return { customers, seed, threads: Number(values.threads), folder };
}

async function benchAlone(multiple: Multiple): Promise<void> {
  const { customers, seed, folder } = asked();
  const shop = await makeShop(folder, customers, seed);
  const many = join(folder, `many-${multiple.copies}-${multiple.repeats}`);
  const costs = await ours(many, await multiply(shop.config, many, multiple));
  console.log(
    `\n${write.count(customers)} customers ${multiple.copies} times, each event ${multiple.repeats} times, seed ${seed}\n\n${costsAlone(costs)}`,
  );
}

async function bench(): Promise<void> {
  const python = findPython();
  if (python === null) process.exit(1);
  const { customers, seed, threads, folder } = asked();
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
    run(
      process.execPath,
      [import.meta.filename, 'stage', name, JSON.stringify({ ...requestOf(folder, config), answer })],
      compiledOnce,
    );
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
function run(command: string, args: readonly string[], environment: Record<string, string> = {}): string {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`bench: ${command} ${args.slice(0, 2).join(' ')} failed`);
  return stdout;
}
