import { isEstimate, type Quantity } from './estimate.ts';

export type Cell = string | Quantity;

/** How a row's figure went, for a small drawing. */
export interface Trend {
  /** For those who cannot see it. */
  readonly says: string;
  /** In the order of time; `at` counts in equal steps. */
  readonly points: readonly {
    readonly at: number;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** What the last point is held against, drawn dashed; null where there is nothing. */
  readonly beside: number | null;
}

/** Names of columns, and rows of as many cells. The first column names the row. */
export interface Table {
  readonly kind: 'table';
  /** What it shows, its unit and what its intervals are; empty where its heading says it all. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** A column of small drawings, the last one of an HTML page's table; null for a row that has none. Elsewhere figures stand alone. */
  readonly trends?: { readonly name: string; readonly rows: readonly (Trend | null)[] };
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
