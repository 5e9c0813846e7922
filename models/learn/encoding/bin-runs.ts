import { binCount, type Encoding } from './encoding.ts';

/** Rows of the table that a number's bins occupy, in order: their running sum is the encoding's C. */
export interface BinRun {
  readonly first: number;
  readonly count: number;
}

export function binRuns(encoding: Encoding): BinRun[] {
  return encoding.features.flatMap((f) => {
    const count = f.kind === 'number' && f.rowCount ? binCount(f) : 0;
    return count ? [{ first: f.firstRow, count }] : [];
  });
}
