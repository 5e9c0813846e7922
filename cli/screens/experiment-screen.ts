import { join } from 'node:path';
import { type ExperimentFindings, experimentFiles } from '../../flat/experiment/experiment-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';

/** The report of an experiment on a terminal, and where its files are. */
export const experimentScreen = ({ report }: ExperimentFindings, folder: string): string[] => [
  report.about,
  report.introduction,
  '',
  report.verdict,
  ...report.sections.flatMap(({ title, blocks }) => [
    '',
    title,
    ...blocks.flatMap((block) => {
      if (block.kind === 'items') return block.items.map((item) => `  ${item}`);
      return terminalTable(block.kind === 'table' ? block : block.numbers);
    }),
  ]),
  '',
  'Files',
  ...experimentFiles.map((name) => `  ${join(folder, name)}`),
];
