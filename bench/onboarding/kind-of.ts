import type { Business, Truth } from './businesses.ts';
import { plainly, type Sheet, writeSheets } from './files.ts';

/** How a business is made of rows: the tables that it writes, and what they truly come to. */
type Make<Of> = (of: readonly Of[]) => { sheets: Sheet[]; truth: Truth };

/** Businesses that all have the same rows behind them, each written in its own way. */
export const kindOf =
  <Of>(rows: () => readonly Of[]) =>
  (name: string, make: Make<Of>, short = false): Business => ({
    name,
    short,
    write: (folder) => {
      const { sheets, truth } = make(rows());
      return { files: writeSheets(folder, sheets, plainly), truth };
    },
  });
