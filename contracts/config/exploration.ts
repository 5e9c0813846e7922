import { z } from 'zod';

/** Contacts drawn at random among those whom no list ranks high enough: without them campaigns teach of nobody else. */
export const explorationSchema = z.strictObject({
  share: z
    .number()
    .gt(0, 'of nobody nothing is learned: leave exploration out')
    .max(0.5)
    .describe(
      'Share of the customers on no list who are drawn as well, at random; .1 until a campaign has shown who gains, then .05',
    ),
  most: z
    .number()
    .int()
    .min(1)
    .default(100)
    .describe(
      'The most such customers to expect on a date: the share is lowered where it would draw more; by chance it may be a few more',
    ),
});

export type Exploration = z.infer<typeof explorationSchema>;
