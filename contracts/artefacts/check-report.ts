import { z } from 'zod';
import { sourceNames } from '../sources/column.ts';
import { count, listOf } from './values.ts';

const reasonCount = z.strictObject({
  code: z.string(),
  means: z.string(),
  rows: count,
  /** The setting, or the step, that cures it. */
  cure: z.string(),
  /** Shapes of what was found, most frequent first: letters as `a` and `A`, digits as `9`; of a column of yes and no its unknown words, in quotes. */
  shapes: listOf(z.string()),
});

/** What kept orders come to, in the reporting currency. */
const orderSums = z.strictObject({
  customers: count,
  orders: count,
  sales: z.number(),
  refunds: z.number(),
});

/** From the first day without rows to the next day with any. */
const gap = z.strictObject({ from: z.string(), until: z.string() });

/** When a source's rows come, in days of the business. */
const rhythm = z.strictObject({
  /** First and last day between which rows are dense. */
  first: z.string(),
  last: z.string(),
  /** Rows dated far outside them. */
  stray: count,
  /** Days between two days with rows that 98 in 100 such gaps do not pass. */
  usualGap: count,
  /** Days without rows before `business.dataUntil`, where they are more than the rhythm explains; else null. */
  silentDays: count.nullable(),
  /** Days without rows between others, where they are more than the rhythm explains. */
  gaps: listOf(gap),
});

/** What became of the rows of one source. kept + merged + later + repeated + quarantined = read, always. */
const sourceReport = z.strictObject({
  source: z.string(),
  input: z.string(),
  read: count,
  kept: count,
  /** Rows of `customers` under an alias, folded into the row of the id that stays. */
  merged: count,
  /** Rows dated on or after `business.dataUntil`: not known yet, so neither kept nor bad. */
  later: count,
  /** Good rows that came once more with the same key and values, as where exports overlap: counted once, and not bad. */
  repeated: count.default(0),
  quarantined: count,
  /** Rows per rule; a row that breaks two rules counts for both. */
  reasons: listOf(reasonCount),
  mapped: listOf(z.string()),
  unmapped: listOf(z.string()),
  /** First and last day of the kept rows in the business's time zone, where the source has a time. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  rhythm: rhythm.nullable(),
  /** Of orders only. */
  sums: orderSums.nullable(),
  /** Prefix of what was set aside. */
  quarantine: z.string().nullable(),
});

/** Result of the check: every source that the config maps, and those that it does not. */
export const checkReport = z.strictObject({
  sources: listOf(sourceReport),
  /** Files that hold what another of their input holds, delivered twice or packed otherwise: not read. */
  copies: listOf(z.strictObject({ input: z.string(), file: z.string(), of: z.string() })).default([]),
  missing: listOf(z.enum(sourceNames)),
});

export type CheckReport = z.infer<typeof checkReport>;
export type SourceReport = z.infer<typeof sourceReport>;
export type Gap = z.infer<typeof gap>;
export type Rhythm = z.infer<typeof rhythm>;
export type ReasonCount = z.infer<typeof reasonCount>;
