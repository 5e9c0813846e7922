import { z } from 'zod';
import { asOfDay, count, listOf, measured } from './values.ts';

/** A mean over customers; null with fewer than five. */
const meanOf = z.strictObject({ n: count, mean: measured.nullable() });

const step = z.strictObject({
  /** Null where the steps carry no name. */
  step: z.string().nullable(),
  /** Attempts that came to the step, and those that came no further and were not completed. */
  reached: count,
  stopped: count,
  /** Of those that stopped: the step ended as failed. */
  failed: count,
  /** Stopped ÷ reached; null with fewer than five. */
  dropOff: measured.nullable(),
  /** Customers whose last attempt stopped here: margin of the year before. */
  worth: meanOf,
});

const compared = z.strictObject({
  metric: z.string(),
  title: z.string(),
  unit: z.string(),
  stopped: meanOf,
  completed: meanOf,
  /** Stopped less completed; null with fewer than 20 of either. */
  difference: measured.nullable(),
});

const journey = z.strictObject({
  /** Null where the steps name no journey. */
  journey: z.string().nullable(),
  attempts: count,
  completed: count,
  completion: measured.nullable(),
  steps: listOf(step),
  /** Customers by how their last attempt ended: what they said within 30 days of its beginning. */
  said: listOf(compared),
  /** Margin of the year before that attempt; null where no margin is known. */
  worth: compared.nullable(),
});

export const journeysReport = z.strictObject({
  /** First and last day on which attempts begin. */
  from: asOfDay,
  to: asOfDay,
  /** What has to be mapped for journeys to be known. */
  needs: listOf(z.string()),
  journeys: listOf(journey),
  /** Journeys beyond the most frequent ones. */
  others: count,
});

export type JourneysReport = z.infer<typeof journeysReport>;
export type JourneyFigures = z.infer<typeof journey>;
export type JourneyStep = z.infer<typeof step>;
export type Compared = z.infer<typeof compared>;
