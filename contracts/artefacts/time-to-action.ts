import { z } from 'zod';
import { count, figure } from './values.ts';

/** How long it took from what customers said until somebody acted, of the escalations of some days. */
export const timeToAction = z.strictObject({
  days: count,
  escalations: count,
  acted: count,
  /** Median hours with its limits (Kaplan–Meier); null of fewer than five. A value or limit that is not seen is null: longer. */
  hours: z
    .strictObject({ value: figure.nullable(), low: figure.nullable(), high: figure.nullable() })
    .nullable(),
});

export type TimeToAction = z.infer<typeof timeToAction>;
