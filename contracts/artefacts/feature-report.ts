import { z } from 'zod';
import { feature } from '../feature.ts';
import { featureMoods } from './feature-moods.ts';
import { schedule } from './schedule.ts';
import { asOfDay, count, listOf } from './values.ts';

/** A feature that these sources cannot give, and what it lacks: `source.column`, or what is wrong with its column. */
const droppedFeature = z.strictObject({ feature: z.string(), needs: listOf(z.string()) });

/** Result of the features: the dates, what the matrix holds, and what it lacks. */
export const featureReport = z.strictObject({
  schedule,
  /** In model order. */
  features: listOf(feature),
  dropped: listOf(droppedFeature),
  dates: listOf(z.strictObject({ asOf: asOfDay, rows: count })),
  /** Share of customers at the learning dates; 1 = all. */
  sampleShare: z.number(),
  /** Moods that were read of texts; null where the data hold none, or only columns that bring their own. */
  moods: featureMoods.nullable().default(null),
});

export type DroppedFeature = z.infer<typeof droppedFeature>;
export type FeatureReport = z.infer<typeof featureReport>;
