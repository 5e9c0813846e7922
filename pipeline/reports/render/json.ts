import type { Block, Report } from '../report.ts';
import type { Table } from '../table.ts';

/** A report as a document: cells keep their numbers, units and intervals. A table's rows are keyed by its columns. */
export const reportDocument = ({ sections, ...head }: Report): unknown => ({
  ...head,
  sections: sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(blockDocument) })),
});

function blockDocument(block: Block): unknown {
  if (block.kind === 'items') return block;
  if (block.kind === 'table') return tableDocument(block);
  const { title, measure } = block;
  return { ...tableDocument(block.numbers), kind: 'figure', title, measure };
}

const tableDocument = ({ kind, caption, columns, rows }: Table) => ({
  kind,
  caption,
  rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? '']))),
});
