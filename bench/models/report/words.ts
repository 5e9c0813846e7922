import type { Measured } from '../../../models/quality.ts';

/** Numbers as the project's pages write them: no zero before the point. */
export const figure = (value: number, digits: number): string =>
  value
    .toFixed(digits)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');

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

export const seconds = (value: number): string => (value < 9.95 ? value.toFixed(1) : value.toFixed(0));

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
