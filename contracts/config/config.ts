import { z } from 'zod';
import { businessSchema } from './business.ts';
import { campaignSchema, pastCampaignSchema } from './campaigns.ts';
import { checksSchema } from './checks.ts';
import { churnSchema } from './churn.ts';
import { clvSchema } from './clv.ts';
import { crossChecks } from './cross-checks.ts';
import { cxSchema } from './cx.ts';
import { exposureSchema } from './exposures.ts';
import { inputSchema } from './inputs.ts';
import { sourcesSchema } from './sources.ts';
import { targetingSchema } from './targeting.ts';
import { themesSchema } from './themes.ts';
import { trainingSchema } from './training.ts';
import { identifier } from './values.ts';
import { eventLinkMinutesSchema, webhooksSchema } from './webhooks.ts';

/**
 * holdfast.yaml. Every key is explained here once; the JSON Schema for editors is generated from it.
 * Objects are strict: a key that is not known is an error, never ignored.
 */

export const configSchema = z
  .strictObject({
    version: z.literal(1),
    business: businessSchema,
    inputs: z.record(identifier, inputSchema),
    sources: sourcesSchema,
    churn: churnSchema,
    clv: clvSchema.prefault({}),
    training: trainingSchema.prefault({}),
    targeting: targetingSchema.prefault({}),
    campaigns: z
      .array(campaignSchema)
      .default([])
      .describe(
        'Campaigns, in order of priority; on dates when none runs the standing campaign makes the lists',
      ),
    pastCampaigns: z
      .array(pastCampaignSchema)
      .default([])
      .describe('Earlier campaigns, whose arms are recorded in touches: `holdfast roi` measures them too'),
    exposures: z
      .array(exposureSchema)
      .default([])
      .describe('Changes that some customers were exposed to: `holdfast roi` compares them with the others'),
    cx: cxSchema.prefault({}),
    themes: themesSchema,
    checks: checksSchema.prefault({}),
    webhooks: webhooksSchema,
    eventLinkMinutes: eventLinkMinutesSchema,
  })
  .superRefine(crossChecks);

export type Config = z.infer<typeof configSchema>;
export type InputConfig = Config['inputs'][string];
export type SourceConfig = NonNullable<Config['sources']['orders']>;
export type ColumnMap = SourceConfig['columns'][string];
export type TargetingConfig = Config['targeting'];
