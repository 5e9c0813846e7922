import { z } from 'zod';

/** A metric that is watched: against its own past, or against a limit. */
export const alertSchema = z
  .strictObject({
    metric: z.string().min(1).describe('A metric of docs/metrics.md'),
    dimension: z.string().optional().describe('What it is split by; default: everyone'),
    of: z.string().optional().describe('The value of that dimension; default: each of its values separately'),
    when: z
      .enum(['worse', 'rises', 'falls'])
      .optional()
      .describe('It has moved from the weeks before by more than chance; `worse` by default'),
    least: z
      .number()
      .positive()
      .optional()
      .describe("Smaller changes open nothing, in the metric's own unit; shares from 0 to 1"),
    above: z.number().optional().describe("It is above this, in the metric's own unit, by more than chance"),
    below: z.number().optional().describe('It is below this, by more than chance'),
    owner: z.string().min(1).optional().describe('Who is responsible'),
  })
  .refine(({ of, dimension }) => of === undefined || dimension !== undefined, 'give of with a dimension')
  .refine(
    ({ when, above, below }) => [when, above, below].filter((one) => one !== undefined).length <= 1,
    'give one of when, above and below',
  )
  .refine(
    ({ least, above, below }) => least === undefined || (above === undefined && below === undefined),
    'least is for changes, not for above or below',
  );

export type AlertRule = z.infer<typeof alertSchema>;
