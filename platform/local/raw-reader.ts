import type { Row } from '../../contracts/ports/warehouse.ts';

/** What reading a raw input needs of the engine. */
export interface RawReader {
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<Row[]>;
}

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
