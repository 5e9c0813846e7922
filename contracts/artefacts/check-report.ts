import { z } from 'zod';
import { sourceNames } from '../sources/column.ts';
import { count, listOf } from './values.ts';

const reasonCount = z.strictObject({ code: z.string(), means: z.string(), rows: count });

/** What became of the rows of one source. kept + merged + quarantined = read, always. */
const sourceReport = z.strictObject({
  source: z.string(),
  input: z.string(),
  read: count,
  kept: count,
  /** Rows of `customers` under an alias, folded into the row of the id that stays. */
  merged: count,
  quarantined: count,
  /** Rows per rule; a row that breaks two rules counts for both. */
  reasons: listOf(reasonCount),
  mapped: listOf(z.string()),
  unmapped: listOf(z.string()),
  /** First and last time of the kept rows, UTC, where the source has a time. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  /** Prefix of what was set aside. */
  quarantine: z.string().nullable(),
});

/** Result of the check: every source that the config maps, and those that it does not. */
export const checkReport = z.strictObject({
  sources: listOf(sourceReport),
  missing: listOf(z.enum(sourceNames)),
});

export type CheckReport = z.infer<typeof checkReport>;
export type SourceReport = z.infer<typeof sourceReport>;
export type ReasonCount = z.infer<typeof reasonCount>;
