import { z } from 'zod';
import { alertSchema } from './alerts.ts';
import { cxIndexSchema } from './cx-index.ts';
import { day } from './values.ts';

/** What an indicator is to reach, until when, and who sees to it. */
const targetSchema = z
  .strictObject({
    metric: z.string().min(1).describe('A metric of docs/metrics.md'),
    dimension: z.string().optional().describe('What it is split by; everybody where left out'),
    of: z.string().optional().describe('The value of that dimension'),
    value: z.number().describe("In the metric's own unit; shares from 0 to 1"),
    since: day.describe('The way to the target begins on this day'),
    by: day.describe('The day on which it is to be reached'),
    owner: z.string().min(1).describe('Who sees to it'),
    initiative: z.string().min(1).optional().describe('What is being done for it'),
  })
  .refine(({ since, by }) => since < by, 'since must lie before by')
  .refine(
    ({ dimension, of }) => (dimension === undefined) === (of === undefined),
    'give dimension and of together',
  );

export type Target = z.infer<typeof targetSchema>;

/** How metrics of customer experience are counted: directions of scales, names that the business uses, history. */
export const cxSchema = z.strictObject({
  cesMeans: z
    .enum(['ease', 'effort'])
    .default('ease')
    .describe('What a high CES answer says: it was easy, or it was much effort'),
  referralChannels: z
    .array(z.string().min(1))
    .default(['referral'])
    .describe('Acquisition channels that mean: brought by another customer'),
  selfService: z
    .array(z.string().min(1))
    .default([])
    .describe('Names of events in which customers look for help by themselves; none: no self-service rate'),
  targets: z
    .array(targetSchema)
    .default([])
    .describe('Indicators with a target, a date, an owner and the initiative behind it'),
  index: cxIndexSchema.optional().describe('One figure of several metrics, with its parts'),
  alerts: z
    .array(alertSchema)
    .default([])
    .describe('What is watched night by night, and opens one alert for each breach'),
  report: z
    .strictObject({
      indicators: z
        .array(z.string().min(1))
        .max(12)
        .default([])
        .describe(
          'Metrics of the weekly page, in their order; seven of those that are counted where none is named',
        ),
    })
    .prefault({})
    .describe('The weekly page of `holdfast report`'),
  days: z.number().int().min(7).max(366).default(92).describe('So many days are shown day by day'),
  weeks: z.number().int().min(4).max(520).default(106),
  months: z.number().int().min(2).max(120).default(36),
  mostValues: z
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(50)
    .describe(
      'So many values of a dimension, the most frequent, are shown by themselves; the others together are `(other)`',
    ),
});

export type CxConfig = z.infer<typeof cxSchema>;
