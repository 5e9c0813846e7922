import { z } from 'zod';

/** Geographies whose inference profiles spread the calls of a Bedrock model over their regions. */
export const profileGeographies = ['us', 'us-gov', 'eu', 'apac', 'au', 'ca', 'jp', 'global'] as const;

/** Who reads the mood of texts whose score or data do not say it. */
export const sentimentSchema = z
  .strictObject({
    reader: z
      .enum(['own', 'comprehend', 'bedrock'])
      .default('own')
      .describe(
        "`own`: a model learned from the business's own scored comments, and no text leaves the pipeline; `comprehend` and `bedrock` send texts to that service of AWS, which costs money (docs/cx.md)",
      ),
    model: z
      .string()
      .regex(
        /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)*$/i,
        'the id of a model or of an inference profile, such as amazon.nova-micro-v1:0 or eu.amazon.nova-micro-v1:0',
      )
      .optional()
      .describe('Id of the model in Bedrock, or of an inference profile of it'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'the name of a region, such as eu-central-1')
      .optional()
      .describe('Region that is asked; where left out that of the deployment, or of your AWS settings'),
  })
  .refine(({ reader, model }) => reader !== 'bedrock' || model !== undefined, {
    path: ['model'],
    message: 'name the model that Bedrock is to ask',
  })
  .refine(({ reader, model }) => reader === 'bedrock' || model === undefined, {
    path: ['model'],
    message: 'only `reader: bedrock` takes a model',
  })
  .refine(({ reader, region }) => reader !== 'own' || region === undefined, {
    path: ['region'],
    message: 'the own model asks no region',
  });

export type SentimentConfig = z.infer<typeof sentimentSchema>;
