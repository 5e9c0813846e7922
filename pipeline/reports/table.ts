import { isEstimate, type Quantity } from './estimate.ts';

export type Cell = string | Quantity;

/** Names of columns, and rows of as many cells. The first column names the row. */
export interface Table {
  readonly kind: 'table';
  /** What it shows, its unit and what its intervals are; empty where its heading says it all. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const tableOf = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  caption = '',
): Table => ({ kind: 'table', caption, columns, rows });

/** Columns of quantities are set flush right, words and intervals flush left. */
export const isNumeric = ({ rows }: Table, column: number): boolean => {
  const cells = rows.map((row) => row[column]).filter((cell) => cell !== undefined && cell !== '');
  return cells.length > 0 && cells.every((cell) => typeof cell === 'object' && !isEstimate(cell));
};
