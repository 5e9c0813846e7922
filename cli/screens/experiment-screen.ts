import { join } from 'node:path';
import { type ExperimentFindings, experimentFiles } from '../../flat/experiment/experiment-table.ts';
import { reportLines } from './report-lines.ts';

/** The report of an experiment on a terminal, and where its files are. */
export const experimentScreen = ({ report }: ExperimentFindings, folder: string): string[] => [
  ...reportLines(report),
  '',
  'Files',
  ...experimentFiles.map((name) => `  ${join(folder, name)}`),
];
