import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { openLocalRun } from '../../cli/local-run.ts';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { addDays } from '../../contracts/business-day.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { count } from '../../pipeline/reports/estimate.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { list } from '../../pipeline/stages/list.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { keyOf, recordOf, resultOf } from '../../pipeline/stages/stage.ts';
import { readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import { silent } from '../models/silent.ts';
import { growFiles } from '../scale/grow.ts';

const customers = 10_000;
/** `--copies=30`: a third of the million and of its list. */
const copies = Number(
  process.argv.find((word) => word.startsWith('--copies='))?.slice('--copies='.length) ?? 100,
);
const listSize = 500 * copies;
const work = `bench/.work/lists/${copies * customers}`;

/** What JavaScript may take, half of what the function of the stage has; the engine, which is elsewhere in the cloud, comes on top. */
const heapMegabytes = 1500;
const engine = '1GB';

/** What making the lists of a date took, in a process of its own. */
interface ListCost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly listed: number;
  readonly left: number;
  readonly bytes: number;
}

interface Shop {
  readonly config: string;
  /** The same where every customer is to be left alone. */
  readonly nobody: string;
  /** A date, and the one a week later, whose list is held against it. */
  readonly dates: readonly [string, string];
}

/**
 * A million customers and a list of fifty thousand: a shop of ten thousand is trained and scored at two dates, a week apart; then
 * each customer stands there a hundred times under other ids, with orders, features and scores, and the stage `list` alone runs.
 */
export async function listMillion(step: string | undefined, ...words: string[]): Promise<void> {
  if (step === 'list') return report(await listAt(words[0]!, words[1]!));
  const known = `${work}/shop.json`;
  const isKnown = process.argv.includes('--resume') && existsSync(known);
  const shop = isKnown ? (JSON.parse(readFileSync(known, 'utf8')) as Shop) : await prepare();
  writeFileSync(known, JSON.stringify(shop));
  const [first, second] = shop.dates;
  const rows = [
    costs(first, first, shop.config),
    costs(second, second, shop.config),
    costs(`${second}, nobody to contact`, second, shop.nobody),
  ];
  const head = ['', 'listed', 'left alone', 'processor, s', 'clock, s', 'peak, MB', 'files, MB'];
  for (const line of terminalTable(tableOf(head, rows))) console.log(line);
  console.log(`JavaScript is held to ${heapMegabytes} MB and the engine to ${engine}.`);
}

function costs(name: string, asOf: string, config: string): Cell[] {
  const words = ['--million', 'list', asOf, config, `--copies=${copies}`];
  const held = `--max-old-space-size=${heapMegabytes}`;
  const { status } = spawnSync(process.execPath, [held, import.meta.filename, ...words], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`bench: the list of ${name} failed`);
  const cost = JSON.parse(readFileSync(`${work}/answer.json`, 'utf8')) as ListCost;
  return [
    name,
    count(cost.listed),
    count(cost.left),
    rounded(cost.cpuSeconds),
    rounded(cost.seconds),
    rounded(cost.peakMegabytes),
    rounded(cost.bytes / 1e6),
  ];
}

const rounded = (value: number): Cell => count(Math.round(value));

const report = (cost: ListCost): void => writeFileSync(`${work}/answer.json`, JSON.stringify(cost));

const open = (config: string, asOf: string, training: boolean) =>
  openLocalRun({ config, out: `${work}/out`, asOf, training, threads: 2, memory: engine }, silent);

async function prepare(): Promise<Shop> {
  mkdirSync(work, { recursive: true });
  const asked = { preset: 'retail', customers, days: 730, seed: 1, dirt: 0, format: 'parquet' } as const;
  const { config } = await simulateBusiness({ ...asked, out: `${work}/shop` }, silent);
  const written = parse(readFileSync(config, 'utf8'));
  written.targeting = { ...written.targeting, listSize };
  writeFileSync(config, stringify(written));
  const nobody = config.replace(/\.yaml$/, '-nobody.yaml');
  const exclude = { churn: { atLeast: 0 } };
  writeFileSync(nobody, stringify({ ...written, targeting: { ...written.targeting, exclude } }));
  const until = written.business.dataUntil as string;
  const dates = [addDays(until, -7), until] as const;
  const trained = await open(config, dates[0], true);
  await runUntil('train', trained.run, trained.environment);
  for (const asOf of dates) {
    const { run, environment } = await open(config, asOf, false);
    await runUntil('list', run, environment);
  }
  // only now: a stage whose files were changed would be done again
  const grown = new Set<string>();
  for (const asOf of dates) {
    const { run, environment } = await open(config, asOf, false);
    const { store } = environment;
    const { sources } = await resultOf('check', run, environment);
    const clean = sources.map(({ source }) => keys.clean(keyOf(run, 'check'), source));
    const known = `${keys.features(keyOf(run, 'features'))}as_of=${asOf}/`;
    const all = [...clean, known, keys.scores(keyOf(run, 'score'))].filter((prefix) => !grown.has(prefix));
    await growFiles(store, all, copies);
    for (const prefix of all) grown.add(prefix);
    await recordGrown(run, store);
  }
  return { config, nobody, dates };
}

/** The records of features and scores say what lies there now. */
async function recordGrown(run: Run, store: ObjectStore): Promise<void> {
  const features = await recordOf('features', run, store);
  const dates = features.result.dates.map((one) => ({ ...one, rows: one.rows * copies }));
  await putRecord(run, store, { ...features, result: { ...features.result, dates } });
  const scores = await recordOf('score', run, store);
  const outputs = [];
  for (const { key, size } of await store.list(keys.scores(keyOf(run, 'score'))))
    outputs.push({ key, size, tag: (await store.tag(key))! });
  const { customers: scored, active } = scores.result;
  const result = { ...scores.result, customers: scored * copies, active: active * copies };
  await putRecord(run, store, { ...scores, result, outputs });
}

const putRecord = (run: Run, store: ObjectStore, record: StageRecord<'features' | 'score'>) =>
  store.put(keys.stageRecord(keyOf(run, record.stage), record.stage), JSON.stringify(record));

/** Makes the lists of a date though they may be there. */
async function listAt(asOf: string, config: string): Promise<ListCost> {
  const { dates } = JSON.parse(readFileSync(`${work}/shop.json`, 'utf8')) as Shop;
  const { run, environment } = await open(config, asOf, false);
  const { store } = environment;
  const before = [keys.lists(asOf), keys.stagedLists(run.id), ...(asOf === dates[0] ? ['ledger/'] : [])];
  for (const prefix of before) for (const { key } of await store.list(prefix)) await store.delete(key);
  await store.delete(keys.stageRecord(keyOf(run, 'list'), 'list'));
  const [started, used] = [performance.now(), cpuSeconds()];
  await list(run, environment);
  const seconds = (performance.now() - started) / 1000;
  const manifest = await readListManifest(store, asOf);
  return {
    seconds,
    cpuSeconds: cpuSeconds() - used,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    listed: manifest!.funnel.listed ?? 0,
    left: manifest!.files.find(({ name }) => name === 'suppressed.csv')?.rows ?? 0,
    bytes: manifest!.files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}
