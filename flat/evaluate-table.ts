import { DataRefusedError } from '../contracts/errors.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { Warehouse } from '../contracts/ports/warehouse.ts';
import type { InputProfile } from '../contracts/profile.ts';
import { columnPowers, suspectsAmong, valueQuality } from '../models/quality.ts';
import { driversOf } from '../pipeline/training/drivers.ts';
import type { Ask } from './ask.ts';
import { findTableLeaks, leakWords, outcomeNames, withoutLeaks } from './find-table-leaks.ts';
import { fitTable } from './fit-table.ts';
import type { FittedTable } from './fitting.ts';
import { readFlatRows } from './flat-rows.ts';
import { partRows } from './part-rows.ts';
import { planTable } from './plan-table.ts';
import { type EvaluateReport, reportOf } from './report.ts';
import { scoreTable } from './score-table.ts';
import { judgeChurn } from './stand.ts';
import { unloadRows } from './unload-rows.ts';
import { featuresOf } from './words.ts';
import { writeEvaluation } from './write-evaluation.ts';

/** A table, where it is worked on and where the results go. */
export interface FlatTableAt {
  readonly warehouse: Warehouse;
  /** The table's name in the warehouse, holding all its rows. */
  readonly table: string;
  readonly input: InputProfile;
  /** Lines that could not be read as rows. */
  readonly malformed: number;
  /** Holds what is removed afterwards; the warehouse unloads to it. */
  readonly scratch: ObjectStore;
  readonly out: ObjectStore;
  readonly progress: Progress;
  readonly codeVersion: string;
}

/**
 * Trains, validates and explains on a table that has one row per customer with its outcome beside.
 * @throws ConfigError for options that cannot be, DataRefusedError for a table that no model can learn from
 */
export async function evaluateTable(at: FlatTableAt, ask: Ask): Promise<EvaluateReport> {
  const { warehouse, table, input, scratch: store, progress } = at;
  progress.stage('plan');
  const guessed = await planTable(warehouse, table, input, ask);
  progress.stage('read');
  const rows = await readFlatRows(store, await unloadRows(warehouse, table, guessed), guessed);
  const parts = partRows(rows, guessed, ask.seed);
  const leaks = await findTableLeaks(store, { rows, parts, plan: guessed }, ask);
  const plan = withoutLeaks(guessed, leaks);
  if (plan.features.length === 0) {
    throw new DataRefusedError(
      `Every column of ${input.path} tells the outcome: ${leaks.map(leakWords).join(' ')} Use one with --keep`,
    );
  }
  progress.stage('train');
  const fitted = await fitTable({ rows, parts, plan, ask, store, progress });
  progress.stage('score');
  const toldApart = fitted.standing.ranks !== 'nobody';
  const reasons = toldApart ? ask.reasons : 0;
  const scored = await scoreTable({ rows, parts, plan, fitted, ask: { reasons }, store, progress });
  progress.stage('judge');
  const drivers = toldApart ? driversOf(fitted.model, fitted.train.table, featuresOf(plan)) : [];
  const quality = qualityOf(fitted, ask.seed);
  const saved = fitted.model.save();
  const suspects = suspectsAmong(
    columnPowers(fitted.train, fitted.others),
    quality.churn?.auc.value ?? 0.5,
    outcomeNames(plan),
  );
  const report = reportOf({
    at,
    ask,
    plan,
    rows,
    parts,
    leaks,
    suspects,
    fitted,
    scored,
    quality,
    drivers,
    saved,
  });
  progress.stage('write');
  return writeEvaluation(at.out, { report, plan, rows, parts, scored, saved });
}

const qualityOf = (
  { judged: { set, predicted, rules } }: FittedTable,
  seed: number,
): EvaluateReport['quality'] => ({
  churn: judgeChurn(set, predicted, rules, seed),
  value: valueQuality({ ...set, asOf: new Int32Array(set.table.rowCount) }, predicted, rules, seed),
});
