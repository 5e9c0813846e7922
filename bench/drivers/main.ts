import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DriverFigures } from '../../contracts/artefacts/drivers-report.ts';
import { number, points, share } from '../../pipeline/reports/estimate.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { planOf } from '../../simulator/plan-of.ts';
import { measureBusiness } from './measure-business.ts';
import { type TrueEffects, trueEffects } from './true-effects.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    customers: { type: 'string', default: '2000' },
    twins: { type: 'string', default: '20000' },
  },
});
const [seeds, from, customers] = [Number(values.seeds), Number(values.from), Number(values.customers)];

/** Window of the simulated config. */
const horizonDays = 90;
const folder = await mkdtemp(join(tmpdir(), 'holdfast-drivers-'));
const found = new Map<string, DriverFigures[]>();
for (let seed = from; seed < from + seeds; seed++) {
  for (const driver of await measureBusiness(folder, { seed, customers }))
    found.set(driver.name, [...(found.get(driver.name) ?? []), driver]);
  process.stderr.write(`${seed - from + 1} of ${seeds}\n`);
}
await rm(folder, { recursive: true });

const plan = planOf({ preset: 'retail', customers: 20_000, days: 730, seed: from, dirt: 0 });
const truth = trueEffects(plan, Number(values.twins), horizonDays);
const rows = [...found].map(([name, all]): Cell[] => {
  const values = all.map(({ retention }) => retention.perUnit.value);
  const cause = truth[name as keyof TrueEffects];
  const of = (verdict: DriverFigures['verdict']) =>
    share(all.filter((driver) => driver.verdict === verdict).length / all.length, 0);
  return [
    name,
    ...[of('moves'), of('does not'), of('not known yet')],
    points(meanOf(all.map(({ retention }) => retention.plain.value)), 2),
    points(meanOf(values), 2),
    points(deviationOf(values) / Math.sqrt(values.length), 2),
    number(deviationOf(values.map((value, i) => value / errorOf(all[i]!))), 2),
    ...(cause === undefined
      ? ['', '', '']
      : [
          points(cause.retention, 2),
          points(cause.standardError, 2),
          share(all.filter((driver) => covers(driver, cause.retention)).length / all.length, 0),
        ]),
  ];
});
const head = [
  'driver',
  'moves',
  'does not',
  'not known',
  'plain',
  'adjusted',
  'standard error',
  'spread in stated errors',
  'truth',
  'its error',
  'covered',
];
for (const line of terminalTable(
  tableOf(head, rows, `Retention per unit in ${seeds} shops of ${customers} customers`),
))
  process.stdout.write(`${line}\n`);

function covers({ retention: { perUnit } }: DriverFigures, value: number): boolean {
  return perUnit.low < value && value < perUnit.high;
}

function meanOf(all: readonly number[]): number {
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

function deviationOf(all: readonly number[]): number {
  const mean = meanOf(all);
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, all.length - 1));
}

/** Standard error as the interval states it. */
function errorOf({ retention: { perUnit } }: DriverFigures): number {
  return (perUnit.high - perUnit.low) / (2 * 1.96);
}
