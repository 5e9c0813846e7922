import { z } from 'zod';
import { days } from './values.ts';

/** Files and tables as they are: where they lie and how they are read. */
export const inputSchema = z
  .strictObject({
    file: z.string().optional().describe('Path, relative to this config'),
    table: z
      .string()
      .regex(/^[^\s."`]+\.[^\s."`]+$/, 'write it as database.table')
      .optional()
      .describe('A table or view of the Glue catalogue, as database.table (cloud only)'),
    format: z.enum(['csv', 'parquet', 'fixed']).default('csv'),
    delimiter: z.string().length(1).default(','),
    quote: z.string().max(1).default('"'),
    header: z.boolean().default(true),
    encoding: z.enum(['utf-8', 'utf-16', 'latin-1']).default('utf-8'),
    columns: z.array(z.string()).optional().describe('Names, where the file has no header'),
    fixed: z
      .array(z.strictObject({ name: z.string(), start: days, length: days }))
      .optional()
      .describe('Fixed-width text: first character (from 1) and length of each column'),
    skipLines: z.number().int().min(0).default(0),
  })
  .refine((input) => (input.file === undefined) !== (input.table === undefined), 'give either file or table')
  .refine(
    (input) => input.format !== 'fixed' || input.fixed !== undefined,
    'fixed-width text needs `fixed` columns',
  );
