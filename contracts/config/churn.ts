import { z } from 'zod';
import { days, daysOrNone } from './values.ts';

/** What leaving means. */
export const churnSchema = z.strictObject({
  kind: z.enum(['non-contractual', 'contractual']),
  by: z.enum(['orders', 'activity']).default('orders').describe('What shows that a customer is still active'),
  horizonDays: days.describe('Churn: no order or activity within this many days after the as-of date'),
  lookbackDays: days.describe(
    'Only customers seen within this many days before the as-of date can still churn',
  ),
  graceDays: daysOrNone.default(0).describe('Contractual: a gap of at most this many days is not churn'),
  lagDays: daysOrNone.default(0).describe('Days by which rows may arrive late; labels wait that long'),
});
