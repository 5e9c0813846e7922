import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { count, share } from '../../pipeline/reports/estimate.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { silent } from '../models/silent.ts';
import { judgeList } from './judge-list.ts';
import { listMillion } from './million.ts';
import { sharesHeld } from './share-held.ts';

const work = 'bench/.work/lists';

/**
 * Real data with the windows that leave room behind the list's date for what became of the customers and before it for
 * learning.
 */
const examples = [
  { name: 'cdnow', churnDays: 90, valueDays: 180 },
  { name: 'online-retail', churnDays: 60, valueDays: 120 },
] as const;

/** `--only cdnow,simulated`; all where left out. */
const only = process.argv
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

async function configs(): Promise<[name: string, config: string][]> {
  const wanted = (name: string) => only === undefined || only.includes(name);
  mkdirSync(work, { recursive: true });
  const found = examples
    .filter(({ name }) => wanted(name))
    .map((example): [string, string] => [example.name, shortened(example)]);
  if (!wanted('simulated')) return found;
  const out = `${work}/shop`;
  const shop = await simulateBusiness(
    { preset: 'retail', customers: 10_000, days: 730, seed: 1, dirt: 0, out, format: 'parquet' },
    silent,
  );
  return [...found, ['simulated', shop.config]];
}

/** An example's config with other windows. */
function shortened({ name, churnDays, valueDays }: (typeof examples)[number]): string {
  const folder = `examples/${name}`;
  const config = parse(readFileSync(`${folder}/holdfast.yaml`, 'utf8'));
  for (const input of Object.values<{ file: string }>(config.inputs))
    input.file = resolve(folder, input.file);
  config.churn.horizonDays = churnDays;
  config.clv = { ...config.clv, horizonDays: valueDays, observedDays: churnDays };
  const path = `${work}/${name}.yaml`;
  writeFileSync(path, stringify(config));
  return path;
}

/** What the default list holds, beside plain rankings. */
async function judge(): Promise<void> {
  for (const [name, config] of await configs()) {
    const customers = await judgeList({ config, out: `${work}/${name}` });
    const rows = sharesHeld(customers).map((held): Cell[] => [
      held.choice,
      count(held.customers),
      share(held.valueAtRisk),
      share(held.lost),
    ]);
    console.log(`${name}: ${customers.length} active customers`);
    const head = ['', 'customers', 'of the value at risk', 'of the past-year margin of those who left'];
    for (const line of terminalTable(tableOf(head, rows))) console.log(line);
  }
}

const million = process.argv.indexOf('--million');
if (million < 0) await judge();
else await listMillion(process.argv[million + 1], ...process.argv.slice(million + 2));
