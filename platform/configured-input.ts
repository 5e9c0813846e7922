import type { InputConfig } from '../contracts/config/config.ts';
import type { RawInput } from '../contracts/ports/warehouse.ts';

/** The config's way to read an input, as the port understands it. */
export function rawInput(name: string, input: InputConfig, locations: readonly string[]): RawInput {
  const { format, delimiter, quote, header, encoding, columns, fixed, skipLines } = input;
  return {
    name,
    locations,
    format,
    skipLines,
    ...(format === 'csv'
      ? { csv: { delimiter, quote, header, encoding, ...(columns ? { columns } : {}) } }
      : {}),
    ...(fixed ? { fixed } : {}),
  };
}
