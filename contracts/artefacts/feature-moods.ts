import { z } from 'zod';
import { textReader } from './texts-report.ts';
import { asOfDay } from './values.ts';

/** Which moods features hold beside those that the data bring: what a model has learned with must be what it scores. */
export const featureMoods = z.strictObject({
  /** Who read them; `failed`: nobody, as the stage texts had failed when the features were made. */
  reader: z.union([textReader, z.literal('failed')]),
  /** The service, with its model. */
  service: z.string().nullable(),
  /** Last day of the comments that taught the business's own model. */
  learnedUntil: asOfDay.nullable(),
});

export type FeatureMoods = z.infer<typeof featureMoods>;
