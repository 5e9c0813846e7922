import { z } from 'zod';
import { winsorise } from './campaigns.ts';
import { day, days } from './values.ts';

/** Facts by whose values customers are exposed, and metrics of which one case is enough. */
export const exposingFacts = ['segment', 'country', 'acquisition_channel'] as const;
export const exposingMetrics = ['late_delivery', 'ticket', 'low_score', 'event'] as const;

/** A change that some customers were exposed to and others were not, without randomisation. */
export const exposureSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][\w .-]{0,79}$/, 'letters, digits, spaces, . _ and -, at most 80')
      .describe('Name of its report'),
    since: day.describe(
      'The day of the change: customers are matched on what came before it, and outcomes count from it',
    ),
    by: z
      .enum([...exposingFacts, ...exposingMetrics])
      .describe(
        'A fact of the customer, with its values; or what happened to them: a late delivery, a support case, a score in the lower half of its scale, an event',
      ),
    values: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe(
        'Values of the fact, reasons of the support case, or names of the event, that count as exposed',
      ),
    withinDays: days.default(30).describe('Days before the change within which it happened to them'),
    horizonDays: days.default(90).describe('Days over which the effect is measured'),
    winsorise,
  })
  .superRefine(({ by, values }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['values'], message });
    const needed = by === 'event' || exposingFacts.some((fact) => fact === by);
    if (needed && values === undefined) refuse(`name those values of ${by} that count as exposed`);
    if (!needed && by !== 'ticket' && values !== undefined) refuse(`${by} has none: leave them out`);
  });

export type Exposure = z.infer<typeof exposureSchema>;
