import { z } from 'zod';
import { decision } from './champion.ts';
import { modelEntry } from './model-entry.ts';

/** The version that scores from now on, and why. */
const crowned = z.strictObject({ version: z.string(), decision });

/** Result of training: the version that the run scores with, and how good it is on later time. */
export const trainReport = z.strictObject({
  /** The version trained now. */
  entry: modelEntry,
  backend: z.string(),
  /** The version that the run scores with: the one trained now, or the champion that it did not beat. */
  crowned,
});

export type Crowned = z.infer<typeof crowned>;
export type TrainReport = z.infer<typeof trainReport>;
