import { z } from 'zod';
import { count } from './values.ts';

/** Result of scoring: who was scored, by which version. */
export const scoreReport = z.strictObject({ model: z.string(), customers: count, active: count });

export type ScoreReport = z.infer<typeof scoreReport>;
