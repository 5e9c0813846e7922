import { z } from 'zod';
import { asOfDay, listOf } from './values.ts';

/** What an as-of date serves. A date may serve several purposes. */
const role = z.enum(['score', 'later-churn', 'later-value', 'train-churn', 'train-value', 'extrapolate']);

/** One as-of date. Instants are UTC as SQL writes them; an end is null where its label has not matured. */
const scheduledDate = z.strictObject({
  asOf: asOfDay,
  asOfAt: z.string(),
  roles: listOf(role),
  churnEndAt: z.string().nullable(),
  valueEndAt: z.string().nullable(),
  fullValueEndAt: z.string().nullable(),
});

/** Every as-of date of a run, oldest first. */
export const schedule = z.strictObject({
  asOf: asOfDay,
  historyStart: asOfDay,
  churnDays: z.number(),
  /** Days over which value is learned directly. */
  observedDays: z.number(),
  /** Days over which value is asked for; beyond `observedDays` it is extrapolated. */
  valueDays: z.number(),
  lagDays: z.number(),
  dates: listOf(scheduledDate),
});

export type Role = z.infer<typeof role>;
export type ScheduledDate = z.infer<typeof scheduledDate>;
export type Schedule = z.infer<typeof schedule>;
