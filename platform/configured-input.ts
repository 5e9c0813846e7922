import type { InputConfig } from '../contracts/config/config.ts';
import type { RawInput } from '../contracts/ports/warehouse.ts';

/** How the files of an input are written. */
export type Written = Pick<
  InputConfig,
  | 'format'
  | 'delimiter'
  | 'quote'
  | 'escape'
  | 'header'
  | 'encoding'
  | 'columns'
  | 'fixed'
  | 'skipLines'
  | 'sheet'
  | 'unnest'
>;

/** The way to read an input, as the port understands it. */
export function rawInput(name: string, input: Written, locations: readonly string[]): RawInput {
  const {
    format,
    delimiter,
    quote,
    escape: mark,
    header,
    encoding,
    columns,
    fixed,
    skipLines,
    sheet,
    unnest,
  } = input;
  return {
    name,
    locations,
    format,
    skipLines,
    ...(format === 'csv' || format === 'excel'
      ? {
          csv: {
            delimiter,
            quote,
            ...(mark === undefined ? {} : { escape: mark }),
            header,
            encoding,
            ...(columns ? { columns } : {}),
          },
        }
      : {}),
    ...(fixed ? { fixed } : {}),
    ...(sheet === undefined ? {} : { sheet }),
    ...(unnest === undefined ? {} : { unnest }),
  };
}
