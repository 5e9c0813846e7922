import { spreadsheetText } from '../../tables/spreadsheet-text.ts';
import { isEstimate } from '../estimate.ts';
import type { Report } from '../report.ts';
import type { Cell, Table } from '../table.ts';

/** A file of numbers that stand in a report. */
export interface NumbersFile {
  readonly name: string;
  readonly text: string;
}

/** The numbers of each table and figure, in full precision, a CSV file each; intervals have columns of their own. */
export function numbersFiles({ sections, caveat }: Report): NumbersFile[] {
  const tables = sections.flatMap(({ title, blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'items') return [];
      return [{ title, table: block.kind === 'table' ? block : block.numbers }];
    }),
  );
  return tables.map(({ title, table }, i) => ({
    name: `${String(i + 1).padStart(2, '0')}-${fileName(title)}.csv`,
    text: csvOf(table, caveat),
  }));
}

const fileName = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function csvOf({ columns, rows }: Table, caveat: string | undefined): string {
  const ranged = columns.map((_, j) => rows.some((row) => isRanged(row[j] ?? '')));
  const head = columns.flatMap((name, j) => (ranged[j] ? [name, `${name} low`, `${name} high`] : [name]));
  const lines = rows.map((row) =>
    columns.flatMap((_, j) => (ranged[j] ? withEnds(row[j] ?? '') : [plain(row[j] ?? '')])),
  );
  const note = (text: string) => (caveat === undefined ? [] : [text]);
  return [
    [...head.map(quoted), ...note('caveat')],
    ...lines.map((line) => [...line, ...note(quoted(caveat ?? ''))]),
  ]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');
}

const isRanged = (cell: Cell): boolean => typeof cell === 'object' && isEstimate(cell);

const plain = (cell: Cell): string => (typeof cell === 'string' ? quoted(cell) : bare(cell.value));

const withEnds = (cell: Cell): string[] =>
  typeof cell === 'object' && isEstimate(cell)
    ? [bare(cell.value), bare(cell.low), bare(cell.high)]
    : [plain(cell), '', ''];

const bare = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '' : String(value);

function quoted(text: string): string {
  const safe = spreadsheetText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
