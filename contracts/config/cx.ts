import { z } from 'zod';

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
      'Values of a dimension that stand by themselves, the most frequent; the others together are `(other)`',
    ),
});

export type CxConfig = z.infer<typeof cxSchema>;
