import { join } from 'node:path';
import type { ExperimentFindings } from '../../flat/experiment/experiment-table.ts';
import { reportLines } from './report-lines.ts';

/** The report of an experiment on a terminal, and where its files are. */
export const experimentScreen = ({ report, files }: ExperimentFindings, folder: string): string[] => [
  ...reportLines(report),
  '',
  'Files',
  ...files.map((name) => `  ${join(folder, name)}`),
];
