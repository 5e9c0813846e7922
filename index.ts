/**
 * The package as a library: a whole run, and the evaluation of one flat table. The mathematics is exported by area
 * (`holdfast/retention`, `holdfast/buying`, …).
 */

import { announce } from './cli/announce.ts';
import { evaluateFile } from './cli/local-evaluation.ts';
import { openLocalRun, type RunOptions } from './cli/local-run.ts';
import type { Progress } from './contracts/ports/progress.ts';
import { quiet } from './contracts/ports/progress.ts';
import type { StageResults } from './contracts/stages.ts';
import type { Ask } from './flat/ask.ts';
import type { EvaluateReport } from './flat/report.ts';
import { runUntil } from './pipeline/stages/run-all.ts';

export { ConfigError, HoldfastError } from './contracts/errors.ts';
export {
  type SignedHeaders,
  type VerifyOptions,
  verifyWebhook,
  WebhookRefusedError,
} from './pipeline/announce/webhook-signature.ts';
export type { Ask, EvaluateReport, Progress, RunOptions };

/** Reports the progress of a run; silent by default. */
interface Heard {
  readonly progress?: Progress;
}

export type RunRequest = RunOptions & Heard;
export type ListManifest = StageResults['list'];

/**
 * Runs everything from raw tables to the published lists, like `holdfast run`; stages that are up to date are not run again.
 * @returns the manifest of the lists; its keys are relative to `out`
 * @throws ConfigError where the config or an input file is invalid, saying where and what to do
 * @throws HoldfastError where the data does not allow the run, or a stage fails
 */
export async function run({ progress = quiet, ...options }: RunRequest): Promise<ListManifest> {
  const local = await openLocalRun(options, progress);
  const manifest = await runUntil('list', local.run, local.environment);
  for (const line of await announce(local)) progress.note(line);
  return manifest;
}

export type EvaluateRequest = Pick<Ask, 'target'> &
  Partial<Ask> &
  Heard & {
    /** A CSV or Parquet file, or a folder of its parts. */
    readonly table: string;
    /** Folder for scores, reasons, card and model. */
    readonly out: string;
  };

/**
 * Trains, validates and explains a model on one flat table with one row per customer and a column that says who left, like
 * `holdfast evaluate`. Writes scores, reasons, card and model to `out`.
 * @returns the report: how good the model is on rows it has not learned from, and what was left out and why
 * @throws ConfigError where the file or a column cannot be used as asked
 * @throws HoldfastError where the rows cannot carry a model, such as one outcome for everybody
 */
export const evaluate = ({
  table,
  out,
  progress = quiet,
  ...ask
}: EvaluateRequest): Promise<EvaluateReport> =>
  evaluateFile({ path: table, out }, { ...defaults, ...ask }, progress);

const defaults = { drop: [], keep: [], mostRows: 200_000, reasons: 20_000, seed: 1 };
