import { consentChannels } from '../../contracts/channels.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';

/** The tables of a business hold text or nothing, as exports do; numbers and flags occur in the truth's tables. */
export type Cell = string | number | boolean | null;
export type Cells = Record<string, Cell>;
export type TextCells = Record<string, string | null>;

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'flag';
}

export interface TableDescription {
  /** The source's name; the truth's tables are `truth/…`. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

/** Some rows of one table, column by column. */
export interface Batch {
  readonly table: string;
  readonly rows: number;
  /** Number of the customer after the last one lived. */
  readonly lived: number;
  /** In the order of the table's columns. */
  readonly columns: readonly (readonly Cell[])[];
}

/** Rows of one table as they come, until they are taken. */
export interface Table {
  add(row: Cells): void;
  take(): Omit<Batch, 'lived'>;
}

export function tableOf({ name, columns }: TableDescription): Table {
  const names = columns.map((column) => column.name);
  let cells: Cell[][] = columns.map(() => []);
  return {
    add: (row) => {
      for (let i = 0; i < names.length; i++) cells[i]!.push(row[names[i]!] ?? null);
    },
    take: () => {
      const taken = cells;
      cells = columns.map(() => []);
      return { table: name, rows: taken[0]!.length, columns: taken };
    },
  };
}

/** The business's own columns beside the contract's, which the config maps as dimensions. */
export const dimensions: Readonly<Partial<Record<SourceName, readonly string[]>>> = {
  orders: ['carrier', 'payment_method'],
};

/**
 * Consent is to any contact: what a business maps of a channel and leaves empty is no consent. Customers do not say who brought
 * them.
 */
const notRecorded: ReadonlySet<string> = new Set([
  ...consentChannels.map((channel) => `${channel}_consent`),
  'referred_by',
]);

/** The columns of a source's contract that the business records. */
export const recordedColumns = (source: SourceName): string[] =>
  Object.keys(sourceContracts[source].columns).filter((column) => !notRecorded.has(column));

/** A source's table: what is recorded of its contract, then the business's own columns. */
export function sourceTable(source: SourceName, more: readonly string[] = []): TableDescription {
  const names = [...recordedColumns(source), ...(dimensions[source] ?? []), ...more];
  return { name: source, columns: names.map((name) => ({ name, type: 'text' })) };
}
