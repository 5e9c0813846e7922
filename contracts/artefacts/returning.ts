import { z } from 'zod';
import { asOfDay, count, figure, measured } from './values.ts';

/** Who tells whether customers beyond the look-back come back, judged on a date that had not taught. */
export const returning = z.strictObject({
  /** By the share that came back, by how long they are away, or by that with how often they came and how long they stayed. */
  by: z.enum(['share', 'recency', 'model']),
  judgedOn: asOfDay,
  /** Days within which they come back. */
  horizonDays: count,
  /** Customers gone then; how many came back, and how many were expected to. */
  customers: count,
  returned: count,
  expected: figure,
  auc: measured,
  logLoss: figure,
  logLossByRecency: figure,
  logLossByShare: figure,
});

export type Returning = z.infer<typeof returning>;
