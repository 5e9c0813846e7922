import { cellText, type Format, write } from '../format.ts';
import type { Block, Report } from '../report.ts';
import { isNumeric, type Table } from '../table.ts';

/** A report in Markdown. A chart becomes its finding and the table of its numbers. */
export function markdown(
  { about, caveat, verdict, introduction, sections }: Report,
  format: Format = write,
): string {
  const parts = [
    `# ${plain(about)}`,
    caveat === undefined ? '' : `**${plain(caveat)}**`,
    `**${plain(verdict)}**`,
    plain(introduction),
    ...sections.flatMap(({ title, blocks }) => [
      `## ${plain(title)}`,
      ...blocks.map((block) => markdownBlock(block, format)),
    ]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function markdownBlock(block: Block, format: Format): string {
  if (block.kind === 'items') return block.items.map((item) => `- ${plain(item)}`).join('\n');
  if (block.kind === 'table') return markdownTable(block, format);
  return `**${plain(block.title)}.** ${plain(block.measure)}\n\n${markdownTable(block.numbers, format)}`;
}

function markdownTable(table: Table, format: Format): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
  const lines = [
    row(table.columns),
    row(table.columns.map((_, i) => (isNumeric(table, i) ? '---:' : '---'))),
    ...table.rows.map((cells) => row(cells.map((cell) => cellText(format, cell)))),
  ];
  return [...(table.caption === '' ? [] : [plain(table.caption), '']), ...lines].join('\n');
}

/** Text of data is no markup. */
const plain = (text: string): string => text.replaceAll('<', '&lt;');
