import { z } from 'zod';
import { share } from './values.ts';

/** How bad the data may be. */
export const checksSchema = z.strictObject({
  maxBadShare: share.default(0.02).describe('A run stops before anything is published above this share'),
});
