import { z } from 'zod';
import { day } from './values.ts';

/** One metric within the index. */
const partSchema = z
  .strictObject({
    metric: z.string().min(1).describe('A metric of docs/metrics.md'),
    weight: z
      .number()
      .positive()
      .optional()
      .describe('Its weight relative to the others; not given where weights are learned'),
    worst: z
      .number()
      .optional()
      .describe("The figure that scores 0, in the metric's own unit; default: the end of its scale"),
    best: z.number().optional().describe('The figure that scores 100'),
  })
  .refine(({ worst, best }) => (worst === undefined) === (best === undefined), 'give worst and best together')
  .refine(({ worst, best }) => worst === undefined || worst !== best, 'worst and best are the same');

/** A CX index of the business's own: which metrics, how they are scaled, and where their weights come from. */
export const cxIndexSchema = z
  .strictObject({
    parts: z.array(partSchema).min(1).max(12),
    weights: z
      .enum(['declared', 'learned'])
      .default('declared')
      .describe('declared: `weight` of each part; learned: what predicts that a customer stays'),
    learnedOn: day
      .optional()
      .describe('Weights are learned from what was known on this day, and stay until this day is changed'),
  })
  .refine(
    ({ parts }) => new Set(parts.map(({ metric }) => metric)).size === parts.length,
    'a metric is in the index twice',
  )
  .refine(
    ({ parts, weights }) => parts.every(({ weight }) => (weight === undefined) === (weights === 'learned')),
    'declared weights need a weight for each part, learned ones none',
  )
  .refine(
    ({ weights, learnedOn }) => (learnedOn === undefined) === (weights === 'declared'),
    'weights: learned needs learnedOn; declared weights take none',
  );

export type CxIndexConfig = z.infer<typeof cxIndexSchema>;
