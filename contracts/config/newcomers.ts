import { z } from 'zod';
import { days } from './values.ts';

/** New customers to watch: of whom the models know little yet. */
export const newcomersSchema = z.strictObject({
  withinDays: days.default(60).describe('A customer is new for this many days after the first order'),
  listSize: z.number().int().min(1).optional().describe('Default: targeting.listSize'),
});

export type NewcomersConfig = z.infer<typeof newcomersSchema>;
