import { join } from 'node:path';
import type { UpliftFindings } from '../../flat/uplift/uplift-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import type { Block } from '../../pipeline/reports/report.ts';

/** Whom to contact next time, on a terminal. The curve is in the report: its table would be fifty lines. */
export const upliftScreen = ({ report, files }: UpliftFindings, folder: string): string[] => [
  report.about,
  report.introduction,
  '',
  report.verdict,
  ...report.sections.flatMap(({ title, blocks }) => ['', title, ...blocks.flatMap(linesOf)]),
  '',
  'Files',
  ...files.map((name) => `  ${join(folder, name)}`),
];

function linesOf(block: Block): string[] {
  if (block.kind === 'items') return block.items.map((item) => `  ${item}`);
  return block.kind === 'table' ? terminalTable(block) : [`  ${block.title}`];
}
