import { keys } from '../../contracts/keys.ts';
import { readLabelledMatrix } from '../../pipeline/features/read-matrix.ts';
import { keyOf, resultOf } from '../../pipeline/stages/stage.ts';
import { growFiles } from './grow.ts';
import { openRun, type StageRequest } from './run-stage.ts';

/** What reading the rows to learn from into memory takes, labels and all. */
export interface ReadCost {
  readonly rows: number;
  readonly columns: number;
  readonly parquetMegabytes: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** The rows to learn from so many times over, under other ids. */
export async function growRows(request: StageRequest, copies: number): Promise<void> {
  const { store, prefixes } = await rowsToLearnFrom(request);
  await growFiles(store, prefixes, copies);
}

/** Reads all of them at once, as training does. */
export async function readRows(request: StageRequest): Promise<ReadCost> {
  const { store, run, report, dates, prefixes } = await rowsToLearnFrom(request);
  const listed = (await Promise.all(prefixes.map((prefix) => store.list(prefix)))).flat();
  const { table } = await readLabelledMatrix(store, run.id, report, dates);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    rows: table.rowCount,
    columns: table.columns.length,
    parquetMegabytes: listed.reduce((sum, { size }) => sum + size, 0) / 1e6,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  };
}

async function rowsToLearnFrom(request: StageRequest) {
  const { run, environment } = await openRun(request);
  const { store } = environment;
  const report = await resultOf('features', run, environment);
  const dates = report.dates.map(({ asOf }) => asOf).filter((date) => date !== run.asOf);
  const under = (prefix: string) => dates.map((date) => `${prefix}as_of=${date}/`);
  const prefixes = [
    ...under(keys.features(keyOf(run, 'features'))),
    ...under(keys.labels(keyOf(run, 'features'))),
  ];
  return { store, run, report, dates, prefixes };
}
