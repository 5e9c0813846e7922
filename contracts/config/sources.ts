import { z } from 'zod';
import { type SourceName, sourceNames } from '../sources/column.ts';
import { dimensionColumn } from '../sources/dimension-column.ts';
import { sourceContracts } from '../sources/sources.ts';
import { nearest } from './nearest.ts';
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

/** Tables and catalogue write dimensions with the letters a to z, so that two names may become one. */
function eachItsColumn(names: readonly string[], context: z.RefinementCtx): void {
  names.forEach((name, i) => {
    const first = names.findIndex((other) => dimensionColumn(other) === dimensionColumn(name));
    if (first === i) return;
    const message = `would be the column ${dimensionColumn(name)}, as ${names[first]} is: give one another name with \`query\`, such as select *, "${name}" as dimension_${i + 1}`;
    context.addIssue({ code: 'custom', path: [i], message });
  });
}

/** How the inputs become the tables of the contracts. */
const sourceSchema = z
  .strictObject({
    from: identifier.optional().describe('The input that holds this source'),
    query: z.string().optional().describe('Or a SELECT over the inputs'),
    columns: z.record(identifier, columnSchema).describe("The contract's column: your column"),
    dimensions: z
      .array(z.string())
      .default([])
      .superRefine(eachItsColumn)
      .describe('Text columns of yours to split metrics by'),
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

type Columns = { readonly columns: Readonly<Record<string, unknown>> };

/** A source has the columns of its contract, and no others. */
function onlyOfContracts(sources: Partial<Record<SourceName, Columns>>, context: z.RefinementCtx): void {
  for (const [source, { columns }] of Object.entries(sources) as [SourceName, Columns][]) {
    const known = Object.keys(sourceContracts[source].columns);
    for (const name of Object.keys(columns).filter((one) => !known.includes(one)))
      context.addIssue({
        code: 'custom',
        path: [source, 'columns', name],
        message: `no such column in the contract${nearest(name, known)}; it has ${known.join(', ')}`,
      });
  }
}

export const sourcesSchema = z.partialRecord(z.enum(sourceNames), sourceSchema).superRefine(onlyOfContracts);
