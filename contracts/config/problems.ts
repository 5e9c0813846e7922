import { z } from 'zod';
import { byLanguage } from './by-language.ts';
import { day } from './values.ts';

/** Something that customers complained of and that is fixed: they are to be told. */
export const problemSchema = z
  .strictObject({
    name: z.string().min(1),
    reasons: z
      .array(z.string().min(1))
      .default([])
      .describe('Reasons of support cases about it, as in `tickets.reason`'),
    themes: z
      .array(z.string().min(1))
      .default([])
      .describe('Ids of themes about it: cases, and negative answers and reviews'),
    since: day.optional().describe('Complaints before this day are ignored; default: a year before the fix'),
    fixed: day.describe('The day from which it is fixed'),
    message: byLanguage
      .optional()
      .describe('Your message, or its name in the tool that sends it, by language; the list repeats it'),
  })
  .refine(({ reasons, themes }) => reasons.length + themes.length > 0, {
    path: ['reasons'],
    message: 'nothing says who complained about it: name reasons of support cases, or themes',
  })
  .refine(({ since, fixed }) => since === undefined || since < fixed, {
    path: ['since'],
    message: 'it must be before `fixed`',
  });

export type Problem = z.infer<typeof problemSchema>;
