import { z } from 'zod';
import { sourceNames } from '../sources/column.ts';
import { share } from './values.ts';

/** How bad the data may be. */
export const checksSchema = z.strictObject({
  maxBadShare: share.default(0.02).describe('A run stops before anything is published above this share'),
  acceptStale: z
    .array(z.enum(sourceNames))
    .default([])
    .describe('Sources whose rows may have stopped before business.dataUntil; others stop the run'),
  acceptGaps: z
    .array(z.enum(sourceNames))
    .default([])
    .describe(
      'Sources with long gaps in their rows in which nothing happened; over the gaps of others no outcome is counted',
    ),
});
