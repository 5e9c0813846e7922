import { z } from 'zod';
import { days } from './values.ts';

/** What is learned from. */
export const trainingSchema = z.strictObject({
  origins: z.number().int().min(1).max(24).default(6).describe('As-of dates to learn from'),
  everyDays: days.default(30).describe('Days between them'),
  minHistoryDays: days.default(90).describe('No as-of date with less history than this'),
  minCustomers: z.number().int().min(1).default(500),
  maxRows: z
    .number()
    .int()
    .min(1000)
    .default(200_000)
    .describe('Most training rows, to limit memory and time: all customers up to it, a sample of them above'),
  refit: z
    .boolean()
    .default(true)
    .describe('After evaluation, the model is refitted including the evaluation dates'),
  allow: z
    .array(z.string())
    .default([])
    .describe('Features that are not leaks: certainly known before the as-of date'),
  seed: z.number().int().default(1),
});
