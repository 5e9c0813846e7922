import { z } from 'zod';
import { days } from './values.ts';

/** New customers to watch: of whom the models know little yet. */
export const newcomersSchema = z.strictObject({
  withinDays: days.default(60).describe('Who came first so many days ago, or fewer, is new'),
  listSize: z.number().int().min(1).optional().describe('Default: targeting.listSize'),
});

export type NewcomersConfig = z.infer<typeof newcomersSchema>;
