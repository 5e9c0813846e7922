import { z } from 'zod';
import { identifier, share, timeZone } from './values.ts';

const columnSchema = z.union([
  z.string().min(1),
  z
    .strictObject({
      column: z.string().optional(),
      sql: z
        .string()
        .min(1, 'is empty')
        .optional()
        .describe("An expression over the input's columns, in Trino's SQL"),
      format: z
        .string()
        .optional()
        .describe('Pattern of a time: yyyy MM dd HH mm ss, such as dd/MM/yyyy HH:mm'),
    })
    .refine((map) => (map.column === undefined) !== (map.sql === undefined), 'give either column or sql'),
]);

/** How the inputs become the tables of the contracts. */
export const sourceSchema = z
  .strictObject({
    from: identifier.optional().describe('The input that holds this source'),
    query: z.string().optional().describe('Or a SELECT over the inputs'),
    columns: z.record(identifier, columnSchema).describe("The contract's column: your column"),
    dimensions: z.array(z.string()).default([]).describe('Text columns of yours to split metrics by'),
    duplicates: z
      .enum(['quarantine', 'keep'])
      .default('quarantine')
      .describe('keep: equal rows are different facts (no key in the data, two equal purchases a day)'),
    timeZone: timeZone.optional().describe('Zone of times written without one; the default is UTC'),
    maxBadShare: share.optional().describe('Overrides checks.maxBadShare for this source'),
  })
  .refine(
    (source) => (source.from === undefined) !== (source.query === undefined),
    'give either from or query',
  );
