import { z } from 'zod';
import { alertSchema } from './alerts.ts';
import { cxIndexSchema } from './cx-index.ts';
import { sentimentSchema } from './sentiment.ts';
import { day } from './values.ts';

/** What an indicator is to reach, until when, and who sees to it. */
const targetSchema = z
  .strictObject({
    metric: z.string().min(1).describe('A metric of docs/metrics.md'),
    dimension: z.string().optional().describe('What it is split by; default: everyone'),
    of: z.string().optional().describe('The value of that dimension'),
    value: z.number().describe("In the metric's own unit; shares from 0 to 1"),
    since: day.describe('The line to the target starts on this day'),
    by: day.describe('The day by which it should be reached'),
    owner: z.string().min(1).describe('Who is responsible'),
    initiative: z.string().min(1).optional().describe('What is being done to reach it'),
  })
  .refine(({ since, by }) => since < by, 'since must be before by')
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
    .describe('What a high CES answer means: it was easy, or it took much effort'),
  sentiment: sentimentSchema.prefault({}).describe('Who reads the mood of what customers write'),
  referralChannels: z
    .array(z.string().min(1))
    .default(['referral'])
    .describe('Acquisition channels of referred customers'),
  selfService: z
    .array(z.string().min(1))
    .default([])
    .describe('Names of events in which customers help themselves; default: no self-service rate'),
  targets: z
    .array(targetSchema)
    .default([])
    .describe('Indicators with a target, a date, an owner and the initiative behind it'),
  index: cxIndexSchema.optional().describe('One figure of several metrics, with its parts'),
  alerts: z
    .array(alertSchema)
    .default([])
    .describe('Metrics watched from run to run; each breach opens one alert'),
  report: z
    .strictObject({
      indicators: z
        .array(z.string().min(1))
        .max(12)
        .default([])
        .describe('Metrics of the weekly page, in their order; default: seven of those that are counted'),
    })
    .prefault({})
    .describe('The weekly page of `holdfast report`'),
  days: z.number().int().min(7).max(366).default(92).describe('Number of days shown day by day'),
  weeks: z.number().int().min(4).max(520).default(106),
  months: z.number().int().min(2).max(120).default(36),
  mostValues: z
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(50)
    .describe('Most frequent values of a dimension that are shown; the others together are `(other)`'),
});

export type CxConfig = z.infer<typeof cxSchema>;
