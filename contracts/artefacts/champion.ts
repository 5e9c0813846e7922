import { z } from 'zod';
import { artefact } from './document.ts';
import { challenge } from './quality.ts';
import { asOfDay } from './values.ts';

/** Why a version became champion, or why it did not. */
export const decision = z.strictObject({
  promoted: z.boolean(),
  /** `unfit`: one of the two ranks nobody. `first`: there was none. `incomparable`: the champion cannot score the rows. `backfill`: an as-of date in the past. */
  because: z.enum(['first', 'better', 'not-better', 'incomparable', 'unfit', 'backfill', 'by-hand']),
  sentence: z.string(),
  challenge: challenge.nullable(),
});

/** The pointer to the version that scores. */
const champion = z.strictObject({
  version: z.string(),
  /** As-of date of the run that put it there: runs that look from an earlier day never use or move it. */
  asOf: asOfDay,
  previous: z.string().nullable(),
  decision,
});

export type Decision = z.infer<typeof decision>;
export type Champion = z.infer<typeof champion>;

export const championDocument = artefact({ name: 'pointer to the champion', schema: champion });
