import { z } from 'zod';
import { days } from './values.ts';

export const inputFormats = ['csv', 'parquet', 'fixed', 'json', 'excel'] as const;

/** Any encoding that the platform can decode, and the short names of two. */
function isEncoding(name: string): boolean {
  if (['utf-16', 'latin-1'].includes(name)) return true;
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** Files and tables as they are: where they lie and how they are read. */
export const inputSchema = z
  .strictObject({
    file: z.string().optional().describe('Path, relative to this config'),
    table: z
      .string()
      .regex(/^[^\s."`]+\.[^\s."`]+$/, 'write it as database.table')
      .optional()
      .describe('A table or view of the Glue catalogue, as database.table (cloud only)'),
    format: z
      .enum(inputFormats)
      .default('csv')
      .describe(
        'json (an array, a line each, or tables under the keys of one object) and excel (.xlsx) on a laptop only',
      ),
    delimiter: z.string().length(1).default(','),
    quote: z.string().max(1).default('"'),
    escape: z
      .string()
      .length(1)
      .optional()
      .describe('What escapes a quote within quotes, such as a backslash; default: the quote, doubled'),
    header: z.boolean().default(true),
    encoding: z
      .string()
      .refine(isEncoding, 'a name such as utf-8, windows-1252, windows-1250 or shift_jis')
      .default('utf-8'),
    columns: z
      .array(z.string())
      .optional()
      .describe('Names of the columns, where the file has no header or a poor one'),
    fixed: z
      .array(z.strictObject({ name: z.string(), start: days, length: days }))
      .optional()
      .describe('Fixed-width text: first character (from 1) and length of each column'),
    skipLines: z.number().int().min(0).default(0),
    sheet: z
      .string()
      .optional()
      .describe(
        'Sheet of a workbook, default the first; or the key of a JSON object under which the table stands',
      ),
    unnest: z
      .string()
      .optional()
      .describe(
        'List within each JSON object, such as line_items: each of its elements is a row, with the columns of its object; default: a row for each object',
      ),
    member: z.string().optional().describe('File within a zip of several (on a laptop only)'),
  })
  .refine((input) => (input.file === undefined) !== (input.table === undefined), 'give either file or table')
  .refine(
    (input) => input.format !== 'fixed' || input.fixed !== undefined,
    'fixed-width text needs `fixed` columns',
  );
