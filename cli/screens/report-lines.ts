import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import type { Report } from '../../pipeline/reports/report.ts';

/** A report on a terminal; a chart is the table of its numbers. */
export const reportLines = ({ about, caveat, introduction, verdict, sections }: Report): string[] => [
  caveat === undefined ? about : `${about} · ${caveat}`,
  introduction,
  '',
  verdict,
  ...sections.flatMap(({ title, blocks }) => [
    '',
    title,
    ...blocks.flatMap((block) => {
      if (block.kind === 'items') return block.items.map((item) => `  ${item}`);
      return terminalTable(block.kind === 'table' ? block : block.numbers);
    }),
  ]),
];
