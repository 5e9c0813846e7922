import { z } from 'zod';
import { byLanguage } from './by-language.ts';
import { holdoutSchema } from './holdout.ts';
import { days } from './values.ts';

/** Customers who are glad of the business, to be invited to refer others. */
export const promotersSchema = z.strictObject({
  npsAtLeast: z.number().min(0).max(10).default(9).describe('Last NPS answer, 0 to 10'),
  sentimentAbove: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('Or texts with sentiment above this; sentiment runs from −1 to 1'),
  withinDays: days.default(90).describe('Answers and texts older than this do not count'),
  everyDays: days.default(180).describe('Days until the same customer is asked again'),
  listSize: z.number().int().min(1).optional().describe('Invitations of a date; default: targeting.listSize'),
  holdout: holdoutSchema
    .prefault({ share: 0.2 })
    .describe('Promoters who are not invited, at random, so that what invitations bring can be proven'),
  horizonDays: days.default(90).describe('Days within which referred customers count, and an arm binds'),
  message: byLanguage
    .optional()
    .describe('Your invitation, or its name in the tool that sends it, by language; the list repeats it'),
});

export type PromotersConfig = z.infer<typeof promotersSchema>;
