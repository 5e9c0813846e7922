import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cdnow } from './data/cdnow.ts';
import { onlineRetail } from './data/online-retail.ts';
import { missingFile } from './data/shared-file.ts';
import { simulated } from './data/simulated.ts';
import { fiveShops } from './data/simulated-shops.ts';
import { telco } from './data/telco.ts';
import type { BenchData } from './fold.ts';
import { runHoldfast } from './holdfast.ts';
import { isMeasured, measure, type Steps } from './measure.ts';
import { prepare } from './prepare.ts';
import { findPython } from './python.ts';
import { report } from './report/report.ts';
import { makeRows, measureSpeed } from './speed/measure-speed.ts';
import { runSpeed } from './speed/run-speed.ts';
import { millionTask, type SpeedTask, speedTasks } from './speed/task.ts';

const sets: readonly BenchData[] = [telco, cdnow, onlineRetail, simulated, fiveShops];
const folderOf = (name: string) => `bench/.work/${name.toLowerCase().replace(/\W+/g, '-')}`;
const setOf = (wanted: string) => sets.find(({ name }) => name === wanted)!;
const taskOf = (wanted: string) => [...speedTasks, millionTask].find(({ name }) => name === wanted)!;

/** Steps that run in processes of their own, so that each one's memory and time can be told apart. */
const steps: Readonly<Record<string, (...args: string[]) => Promise<void> | void>> = {
  prepare: (name) => prepare(setOf(name!), folderOf(name!)),
  holdfast: (folder, contestant, tasks) => runHoldfast(folder!, contestant!, tasks === 'churn-only'),
  'make-rows': (folder, name) => makeRows(taskOf(name!), folder!),
  speed: (folder, name) => runSpeed(taskOf(name!), folder!),
};

const notMeasured = 'the last run did not measure it';

const [first, ...rest] = process.argv.slice(2);
if (first !== undefined && steps[first]) await steps[first](...rest);
else bench(process.argv.slice(2));

function bench(options: readonly string[]): void {
  const after = (option: string) => options[options.indexOf(option) + 1]!.split(',');
  const only = options.includes('--only') ? after('--only') : null;
  const million = options.includes('--million') ? [millionTask] : [];
  const asked = ({ name }: { readonly name: string }) => only === null || only.includes(name);
  const running: Steps = { inProcess, python: findPython(), fits: !options.includes('--again') };
  mkdirSync('bench/.work', { recursive: true });
  const wanted = sets.filter(asked).map((data) => ({ data, lacking: lacking(data, running) }));
  const sizes = [...speedTasks, ...million].filter(asked);
  const left = ({ name }: SpeedTask) => running.fits || existsSync(`${folderOf(name)}/speed.json`);
  const skipped = [
    ...wanted.flatMap(({ data, lacking }) => (lacking ? [`${data.name}: ${lacking}`] : [])),
    ...sizes.filter((task) => !left(task)).map(({ name }) => `${name}: ${notMeasured}`),
    ...(running.python ? [] : ['XGBoost and LightGBM: there is no Python that has them']),
  ];
  for (const what of skipped) console.log(`SKIPPED ${what}`);
  const measurements = wanted
    .filter(({ lacking }) => lacking === null)
    .map(({ data }) => measure(data, folderOf(data.name), running));
  const speeds = sizes.filter(left).map((task) => measureSpeed(task, folderOf(task.name), running));
  const page = report({ measurements, speeds, skipped });
  if (only) console.log(page);
  else writeFileSync('docs/results.md', page);
}

/** Why a data set cannot be on the page; null where it can. */
function lacking({ name, file }: BenchData, running: Steps): string | null {
  if (running.fits) return missingFile(file) ? `../shared/data/${file} is not here` : null;
  return isMeasured(folderOf(name), running) ? null : notMeasured;
}

function inProcess(name: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, name, ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`bench: ${name} ${args.join(' ')} failed`);
}
