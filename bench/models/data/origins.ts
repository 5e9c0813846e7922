import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import type { Role, Schedule } from '../../../contracts/artefacts/schedule.ts';
import { addDays, sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { readConfig } from '../../../contracts/config/read-config.ts';
import { keys } from '../../../contracts/keys.ts';
import { simpleRules } from '../../../models/quality.ts';
import type { LearningSet } from '../../../models/types.ts';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { historyOf } from '../../../pipeline/features/history.ts';
import type { LabelledMatrix } from '../../../pipeline/features/matrix.ts';
import { readLabelledMatrix } from '../../../pipeline/features/read-matrix.ts';
import { attachCleanTables } from '../../../pipeline/sources/clean-tables.ts';
import { nameRun, type RunEnvironment } from '../../../pipeline/stages/run.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { judgedColumns } from '../../../pipeline/training/judged-columns.ts';
import { learningSet } from '../../../pipeline/training/learning-set.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { findInputs } from '../../../platform/local/inputs.ts';
import type { Fold } from '../fold.ts';
import { type OrderDays, orderDays, probabilisticRule } from '../probabilistic-rule.ts';
import { silent } from '../silent.ts';

/** How a business is cut into origins. */
export interface OriginPlan {
  readonly config: string;
  /** Days of both tasks' windows, in place of the config's. */
  readonly horizonDays: number;
  /** Test dates, `everyDays` apart; the last is the last whose windows have matured. */
  readonly origins: number;
  /** Dates to learn from before each of them, at most. */
  readonly trainDates: number;
  readonly everyDays: number;
}

/** The dates of one origin. No label window of a date reaches the next one's: train, later, test. */
interface Origin {
  readonly test: string;
  readonly later: string;
  readonly train: readonly string[];
}

export interface Built {
  readonly run: Run;
  readonly matrix: LabelledMatrix;
  readonly schedule: Schedule;
  readonly orders: OrderDays;
  readonly origins: readonly Origin[];
}

/** Test, later and training dates, newest origin first; an origin without a training date is left out. */
function originsOf(plan: OriginPlan, { business, churn, training }: Config, start: string): Origin[] {
  const gap = plan.horizonDays + churn.lagDays;
  const earliest = addDays(start, training.minHistoryDays);
  return lastTests(business.dataUntil, { ...plan, lagDays: churn.lagDays })
    .map((test) => {
      const later = addDays(test, -gap);
      const train = daysBack(addDays(later, -gap), plan.trainDates, plan.everyDays);
      return { test, later, train: train.filter((day) => day >= earliest) };
    })
    .filter(({ train }) => train.length > 0);
}

/** Test dates, newest first: the last whose windows have matured, and those before it. */
export const lastTests = (
  dataUntil: string,
  {
    horizonDays,
    lagDays,
    origins,
    everyDays,
  }: Omit<OriginPlan, 'config' | 'trainDates'> & { lagDays: number },
): string[] => daysBack(addDays(dataUntil, -horizonDays - lagDays), origins, everyDays);

const daysBack = (from: string, count: number, every: number): string[] =>
  Array.from({ length: count }, (_, i) => addDays(from, -i * every));

/** Takes a business through the product's own stages to the matrix and the labels at every date of its origins. */
export async function buildOrigins(plan: OriginPlan, folder: string): Promise<Built> {
  const written = readConfig(await readFile(plan.config, 'utf8'), plan.config);
  const config = {
    ...written,
    churn: { ...written.churn, horizonDays: plan.horizonDays },
    clv: { ...written.clv, horizonDays: plan.horizonDays, observedDays: plan.horizonDays },
    training: { ...written.training, maxRows: 10_000_000 },
  };
  const { run, environment } = await openRun(config, plan.config, folder);
  const checked = await runUntil('check', run, environment);
  const warehouse = await environment.openWarehouse();
  try {
    await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
    const { start } = historyOf(checked, config);
    const origins = originsOf(plan, config, start);
    const schedule = scheduleOf(config, start, origins);
    const mapped = (name: string) => checked.sources.find(({ source }) => source === name)?.mapped ?? [];
    const request = { config, run: run.id, schedule, mapped };
    const report = await buildFeatures(warehouse, request, environment.progress);
    const labelled = schedule.dates.filter(({ roles }) => !roles.includes('score')).map(({ asOf }) => asOf);
    const matrix = await readLabelledMatrix(environment.store, run.id, report, labelled);
    return { run, matrix, schedule, origins, orders: await orderDays(warehouse, matrix.customerIds) };
  } finally {
    await warehouse.close();
  }
}

async function openRun(config: Config, file: string, folder: string) {
  const root = resolve(folder);
  const store = folderStore(root);
  const inputs = await findInputs(config, file);
  const asOf = config.business.dataUntil;
  const run = nameRun({ config, asOf, training: true, code: STAGE_VERSIONS, inputs }, null);
  const environment: RunEnvironment = {
    store,
    openWarehouse: () => openDuckdbWarehouse({ root, store }),
    progress: silent,
  };
  return { run, environment };
}

/** Every date of the origins with both labels, and the last day, which features are only scored at. */
function scheduleOf(config: Config, historyStart: string, origins: readonly Origin[]): Schedule {
  const { dataUntil, timeZone } = config.business;
  const { horizonDays, lagDays } = config.churn;
  const at = (day: string, days: number) => sqlInstant(startOfDay(addDays(day, days), timeZone));
  const learning = new Set(origins.flatMap(({ test, later, train }) => [test, later, ...train]));
  const dates = [...learning].sort().map((asOf) => ({
    asOf,
    asOfAt: at(asOf, 0),
    roles: ['later-churn', 'later-value'] as Role[],
    churnEndAt: at(asOf, horizonDays),
    valueEndAt: at(asOf, horizonDays),
    fullValueEndAt: null,
  }));
  const scored = { asOf: dataUntil, asOfAt: at(dataUntil, 0), roles: ['score'] as Role[] };
  const noLabels = { churnEndAt: null, valueEndAt: null, fullValueEndAt: null };
  const windows = { churnDays: horizonDays, observedDays: horizonDays, valueDays: horizonDays, lagDays };
  return { asOf: dataUntil, historyStart, ...windows, dates: [...dates, { ...scored, ...noLabels }] };
}

/** One fold an origin, with the rules that anybody could apply and what BG/NBD with Gamma-Gamma says. */
export function foldsOf({ run, matrix, schedule, orders, origins }: Built): Fold[] {
  const columns = judgedColumns(
    run.config,
    matrix.table.columns.map(({ name }) => name),
  );
  return origins.map((origin) => {
    const at = (days: readonly string[]) => rowsAt(matrix, schedule, days);
    const [train, later, test] = [at(origin.train), at([origin.later]), at([origin.test])];
    const buying = probabilisticRule(orders, test.customer, origin.test, run.config.churn.horizonDays);
    return {
      name: origin.test,
      train,
      later,
      test,
      rules: [...simpleRules(later, test, columns), buying],
    };
  });
}

function rowsAt(matrix: LabelledMatrix, schedule: Schedule, days: readonly string[]): LearningSet {
  const dates = schedule.dates.filter(({ asOf }) => days.includes(asOf));
  return learningSet(matrix, { ...schedule, dates }, 'later');
}

export const runFolder = (folder: string) => join(folder, 'run');
