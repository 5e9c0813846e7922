import type { FeatureColumn } from '../../models/types.ts';

/** A column being read. Categories hold the text of each code in the order in which they were met. */
export type ColumnDraft = Float64Array | DraftCategory;

interface DraftCategory {
  readonly codes: Int32Array;
  readonly codeOf: Map<string, number>;
}

/** A column of so many rows, none of them read yet. */
export const columnDraft = (kind: FeatureColumn['kind'], rows: number): ColumnDraft =>
  kind === 'number' ? new Float64Array(rows) : { codes: new Int32Array(rows), codeOf: new Map() };

/** Puts values at the rows from `from` on; what is no number, or no text, is not known. */
export function putValues(column: ColumnDraft, values: ArrayLike<unknown>, from: number): void {
  if (column instanceof Float64Array) putNumbers(column, values, from);
  else putTexts(column, values, from);
}

function putNumbers(into: Float64Array, values: ArrayLike<unknown>, from: number): void {
  if (values instanceof Float64Array) {
    into.set(values, from);
    return;
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    into[from + i] = typeof value === 'number' ? value : Number.NaN;
  }
}

function putTexts({ codes, codeOf }: DraftCategory, values: ArrayLike<unknown>, from: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'string') {
      codes[from + i] = -1;
      continue;
    }
    const code = codeOf.get(value) ?? codeOf.size;
    if (code === codeOf.size) codeOf.set(value, code);
    codes[from + i] = code;
  }
}

/** Some rows of a draft, in the order given. */
export const draftRows = (column: ColumnDraft, rows: Int32Array): ColumnDraft =>
  column instanceof Float64Array
    ? Float64Array.from(rows, (row) => column[row]!)
    : { ...column, codes: rows.map((row) => column.codes[row]!) };

/** Puts the rows of columns into another order, one column after the other: a copy of all at once would double the memory. */
export function reorderRows(columns: readonly ColumnDraft[], order: Int32Array): void {
  const before = new Float64Array(order.length);
  for (const column of columns) {
    const values = column instanceof Float64Array ? column : column.codes;
    before.set(values);
    for (let row = 0; row < order.length; row++) values[row] = before[order[row]!]!;
  }
}

/** Levels are sorted, so that the codes do not depend on the order of files. */
export function finishColumn(name: string, column: ColumnDraft): FeatureColumn {
  if (column instanceof Float64Array) return { kind: 'number', name, values: column };
  const levels = [...column.codeOf.keys()].sort();
  const sortedCode = new Int32Array(levels.length);
  levels.forEach((level, code) => {
    sortedCode[column.codeOf.get(level)!] = code;
  });
  const codes = column.codes.map((code) => (code < 0 ? -1 : sortedCode[code]!));
  return { kind: 'category', name, codes, levels };
}
