import { z } from 'zod';
import { days } from './values.ts';

/** Over how long value is counted, and how it is discounted. */
export const clvSchema = z.strictObject({
  horizonDays: days.default(365),
  observedDays: days
    .optional()
    .describe('Value is learned directly over this many days; the rest is extrapolated'),
  discountRate: z.number().min(0).max(1).default(0.1).describe('Per year'),
});
