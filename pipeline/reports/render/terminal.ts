import { cellText, type Format, write } from '../format.ts';
import { isNumeric, type Table } from '../table.ts';

/** Lines of a table: columns as wide as their widest cell, numbers flush right. */
export function terminalTable(table: Table, format: Format = write): string[] {
  const rows = table.rows.map((row) => row.map((cell) => cellText(format, cell)));
  const widths = table.columns.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const right = table.columns.map((_, i) => isNumeric(table, i));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ')}`.trimEnd();
  return [...(table.caption === '' ? [] : [table.caption]), line(table.columns), ...rows.map(line)];
}
