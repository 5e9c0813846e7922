import type { Progress } from '../contracts/ports/progress.ts';
import type { Ask } from '../flat/ask.ts';
import { evaluateTable } from '../flat/evaluate-table.ts';
import type { EvaluateReport } from '../flat/report.ts';
import { withFlatTable } from './flat-table.ts';

/** The file, or the folder of its parts, and the folder for everything that is written. */
export interface EvaluationFiles {
  readonly path: string;
  readonly out: string;
}

/**
 * Trains, validates and explains on one flat table in a file.
 * @throws ConfigError where a file or a column is not what it was named for
 */
export const evaluateFile = (
  { path, out }: EvaluationFiles,
  ask: Ask,
  progress: Progress,
): Promise<EvaluateReport> => withFlatTable(path, out, progress, (at) => evaluateTable(at, ask));
