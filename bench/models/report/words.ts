import type { Measured } from '../../../models/quality.ts';
import { write } from '../../../pipeline/reports/format.ts';

/** Numbers as the project's pages write them: no zero before the point. */
export const figure = (value: number, digits: number): string =>
  write.number(value, digits).replace(/^(−?)0\./, '$1.');

/** A difference with its sign. */
export const signed = (value: number, digits: number): string =>
  `${value < 0 ? '' : '+'}${figure(value, digits)}`;

/** `+.0012 [−.0003, +.0029]` */
export const difference = ({ value, low, high }: Measured, digits: number): string =>
  `${signed(value, digits)} [${signed(low, digits)}, ${signed(high, digits)}]`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

export const seconds = (value: number): string => write.number(value, value < 9.95 ? 1 : 0);

export const thousands = (value: number): string => write.count(value);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
