import { z } from 'zod';
import { addDays } from '../business-day.ts';
import { standingCampaign } from '../campaign.ts';
import { day, days, share } from './values.ts';

export const holdoutSchema = z.strictObject({
  share: share.default(0.1).describe('Chance of being held out'),
  strata: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('Value strata within which customers are drawn'),
  salt: z.string().min(1).default('holdfast').describe('Change it to draw anew; arms drawn before stay'),
});

const campaignSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][\w .-]{0,79}$/, 'letters, digits, blanks, . _ and -, at most 80')
    .refine((name) => name !== standingCampaign, `${standingCampaign} is the standing campaign's name`),
  starts: day.describe('The first as-of date of its lists'),
  horizonDays: days.describe('Lists are made for so many days; an arm binds for so many days from its draw'),
  holdout: holdoutSchema.prefault({}),
  costPerContact: z
    .number()
    .min(0)
    .optional()
    .describe('By a play that names no cost of its own, reporting currency'),
});

type Declared = z.infer<typeof campaignSchema>;

/** First as-of date on which a campaign makes no lists any more. */
const endOf = ({ starts, horizonDays }: Declared): string => addDays(starts, horizonDays);

export const campaignsSchema = z.array(campaignSchema).superRefine((campaigns, context) => {
  campaigns.forEach((one, i) => {
    for (const other of campaigns.slice(0, i)) {
      if (other.name === one.name) {
        context.addIssue({ code: 'custom', path: [i, 'name'], message: `${one.name} is declared twice` });
      } else if (one.starts < endOf(other) && other.starts < endOf(one)) {
        const message = `${one.name} and ${other.name} run at the same time (until ${endOf(one)} and ${endOf(other)}): one campaign makes the lists of a date`;
        context.addIssue({ code: 'custom', path: [i, 'starts'], message });
      }
    }
  });
});
