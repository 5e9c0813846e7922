import { z } from 'zod';

/** Contacts by lot among those whom no list ranks high enough: without them campaigns teach of nobody else. */
export const explorationSchema = z.strictObject({
  share: z
    .number()
    .gt(0, 'of nobody nothing is learned: leave exploration out')
    .max(0.5)
    .describe(
      'Share of the customers whom no list takes that is drawn as well, by lot; .1 until a campaign has taught who gains, then .05',
    ),
  most: z
    .number()
    .int()
    .min(1)
    .default(100)
    .describe('Most such customers of a date: with more the share is smaller'),
});

export type Exploration = z.infer<typeof explorationSchema>;
