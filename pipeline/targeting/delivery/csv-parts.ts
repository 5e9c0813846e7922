import { stringify } from 'csv-stringify/sync';
import type { Destination } from '../../../contracts/destinations/destination.ts';
import { HoldfastError } from '../../../contracts/errors.ts';

interface Part {
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/**
 * Rows as one CSV file (UTF-8, no byte-order mark, commas, quotes where they are needed), or as several, each with the
 * header, where one would be larger than the tool takes. No rows: the header alone.
 * @throws HoldfastError where one row is larger than a file may be
 */
export function csvParts(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { lineEnd, maxBytes, maxRows = Infinity }: Pick<Destination, 'lineEnd' | 'maxBytes' | 'maxRows'>,
): Part[] {
  const line = (cells: readonly string[]): Uint8Array =>
    encoder.encode(stringify([[...cells]], { record_delimiter: lineEnd }));
  const first = line(header);
  const parts: Uint8Array[][] = [[first]];
  let size = first.length;
  for (const row of rows) {
    const bytes = line(row);
    if (first.length + bytes.length > maxBytes)
      throw new HoldfastError(
        `A row of a delivered file is larger than the ${maxBytes} bytes that its tool accepts`,
      );
    if (size + bytes.length > maxBytes || parts.at(-1)!.length > maxRows) {
      parts.push([first]);
      size = first.length;
    }
    parts.at(-1)!.push(bytes);
    size += bytes.length;
  }
  return parts.map((lines) => ({ rows: lines.length - 1, bytes: joined(lines) }));
}

const encoder = new TextEncoder();

function joined(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.length;
  }
  return bytes;
}
