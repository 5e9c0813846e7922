import { z } from 'zod';
import { days, daysOrNone } from './values.ts';

/** What leaving means. */
export const churnSchema = z.strictObject({
  kind: z.enum(['non-contractual', 'contractual']),
  by: z.enum(['orders', 'activity']).default('orders').describe('What shows that a customer is still there'),
  horizonDays: days.describe('Churn: nothing within so many days after the as-of date'),
  lookbackDays: days.describe(
    'Only customers seen within so many days before the as-of date can still churn',
  ),
  graceDays: daysOrNone.default(0).describe('Contractual: a gap of at most so many days is not churn'),
  lagDays: daysOrNone.default(0).describe('Days by which rows may arrive late; labels wait that long'),
});
