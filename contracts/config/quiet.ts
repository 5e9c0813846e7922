import { z } from 'zod';
import { day } from './values.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as 09:00');

/** Hours and days on which nobody is contacted, by the customer's clock. */
export const quietSchema = z
  .strictObject({
    before: clock.default('00:00').describe('Nobody is contacted before this time of day'),
    after: clock.optional().describe('Nor from this time on; default: to the end of the day'),
    days: z.array(z.enum(weekdays)).default([]).describe('Nor on these days of the week'),
    dates: z.array(day).default([]).describe('Nor on these days, such as holidays'),
  })
  .refine(({ before, after }) => after === undefined || before < after, {
    path: ['after'],
    message: '`after` must be later in the day than `before`: customers are contacted between the two',
  })
  .refine(({ days }) => new Set(days).size < weekdays.length, {
    path: ['days'],
    message: 'nobody could be contacted on any day of the week: leave one out',
  });

export type Quiet = z.infer<typeof quietSchema>;
