import { z } from 'zod';
import { languageCodes } from '../languages.ts';
import { currency, day, timeZone } from './values.ts';

/** Written in place of a day: the data decide. */
export const followsData = 'latest';

/** Whose data it is: currency, time zone, and the day that it reaches to. */
export const businessSchema = z.strictObject({
  name: z.string().min(1),
  currency: currency.describe('The reporting currency'),
  timeZone: timeZone.default('UTC').describe('Where a day begins'),
  language: z.enum(languageCodes).default('en').describe('Of the reports on what campaigns earned'),
  rates: z
    .record(currency, z.number().positive())
    .default({})
    .describe('Units of the reporting currency for one unit of another'),
  dataUntil: z
    .union([z.literal(followsData), day])
    .describe(
      'The first day not completely in the data; rows from it on are not known yet. `latest`: the day after the last row, determined anew by each run',
    ),
});
