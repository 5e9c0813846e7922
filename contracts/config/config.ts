import { z } from 'zod';
import { sourceNames } from '../sources/column.ts';

/**
 * holdfast.yaml. Every key is explained here once; the JSON Schema for editors is generated from it.
 * Objects are strict: a key that is not known is an error, never ignored.
 */

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as 2026-01-31')
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    'no such day',
  );
const days = z.number().int().positive();
const share = z.number().min(0).max(1);
const currency = z
  .string()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'an ISO 4217 code such as EUR');
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Europe/London');
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const businessSchema = z.strictObject({
  name: z.string().min(1),
  currency: currency.describe('The reporting currency'),
  timeZone: timeZone.default('UTC').describe('Where a day begins'),
  rates: z
    .record(currency, z.number().positive())
    .default({})
    .describe('Units of the reporting currency for one unit of another'),
  dataUntil: day.describe(
    'The first day that the data does not hold completely; a row dated later is refused',
  ),
});

const inputSchema = z
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

const columnSchema = z.union([
  z.string().min(1),
  z
    .strictObject({
      column: z.string().optional(),
      sql: z.string().optional().describe("An expression over the input's columns, in Trino's SQL"),
      format: z
        .string()
        .optional()
        .describe('Pattern of a time: yyyy MM dd HH mm ss, such as dd/MM/yyyy HH:mm'),
    })
    .refine((map) => (map.column === undefined) !== (map.sql === undefined), 'give either column or sql'),
]);

const sourceSchema = z
  .strictObject({
    from: identifier.optional().describe('The input that holds it'),
    query: z.string().optional().describe('Or a SELECT over the inputs'),
    columns: z.record(identifier, columnSchema).describe("The contract's column: your column"),
    dimensions: z.array(z.string()).default([]).describe('Your own text columns to split metrics by'),
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

const churnSchema = z.strictObject({
  kind: z.enum(['non-contractual', 'contractual']),
  by: z.enum(['orders', 'activity']).default('orders').describe('What shows that a customer is still there'),
  horizonDays: days.describe('Churn: nothing within so many days after the as-of date'),
  lookbackDays: days.describe(
    'Only customers seen within so many days before the as-of date can still churn',
  ),
  graceDays: z.number().int().min(0).default(0).describe('Contractual: a gap this short is no churn'),
  lagDays: z.number().int().min(0).default(0).describe('How late rows arrive; labels wait so long'),
});

const clvSchema = z.strictObject({
  horizonDays: days.default(365),
  observedDays: days.optional().describe('Learned directly over so many days; the rest is extrapolated'),
  discountRate: z.number().min(0).max(1).default(0.1).describe('A year'),
});

const trainingSchema = z.strictObject({
  origins: z.number().int().min(1).max(24).default(6).describe('As-of dates to learn from'),
  everyDays: days.default(30).describe('Days between them'),
  minHistoryDays: days.default(90).describe('No as-of date with less history than this'),
  minCustomers: z.number().int().min(1).default(500),
  maxRows: z.number().int().min(1000).default(60_000).describe('A sample by customer above this many rows'),
  refit: z
    .boolean()
    .default(true)
    .describe('Once judged, the model learns from the dates that judged it as well'),
  allow: z
    .array(z.string())
    .default([])
    .describe('Features that the leak alarm must not accuse: surely known before the as-of date'),
  seed: z.number().int().default(1),
});

const playSchema = z.strictObject({
  name: z.string().min(1),
  channel: z.string().min(1),
  when: z.array(z.string()).describe('Reason groups this play answers; empty: any'),
});

const holdoutSchema = z.strictObject({
  share: share.default(0.1),
  strata: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('Value strata within which customers are drawn'),
  salt: z.string().min(1).default('holdfast').describe('Change it to draw anew'),
});

const targetingSchema = z.strictObject({
  listSize: z.number().int().min(1).default(500),
  highValueShare: share.default(0.5).describe('Only the most valuable share of active customers'),
  atRiskAbove: share
    .optional()
    .describe('Only above this chance of leaving; default: the mean of active customers'),
  goneAbove: share
    .default(0.9)
    .describe('Above this chance a customer counts as gone: win-back, not retention'),
  savePrior: z
    .array(z.tuple([share, share]))
    .min(2)
    .default([
      [0, 1],
      [0.6, 1],
      [0.9, 0.25],
      [1, 0],
    ])
    .describe('Until a campaign has taught it: [chance of leaving, relative share who can still be kept]'),
  minDaysBetweenTouches: z.number().int().min(0).default(7),
  maxTouchesPer90Days: z.number().int().min(1).default(12),
  holdout: holdoutSchema.prefault({}),
  plays: z.array(playSchema).optional(),
  csv: z
    .strictObject({
      delimiter: z.enum([',', ';', '\t']).default(','),
      decimal: z.enum(['.', ',']).default('.'),
    })
    .prefault({})
    .describe("Separators of your spreadsheet's locale"),
});

export const configSchema = z.strictObject({
  version: z.literal(1),
  business: businessSchema,
  inputs: z.record(identifier, inputSchema),
  sources: z.partialRecord(z.enum(sourceNames), sourceSchema),
  churn: churnSchema,
  clv: clvSchema.prefault({}),
  training: trainingSchema.prefault({}),
  targeting: targetingSchema.prefault({}),
  checks: z
    .strictObject({
      maxBadShare: share.default(0.02).describe('A run stops before anything is published above this share'),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;
export type InputConfig = Config['inputs'][string];
export type SourceConfig = NonNullable<Config['sources']['orders']>;
export type ColumnMap = SourceConfig['columns'][string];
export type TargetingConfig = Config['targeting'];
