import { z } from 'zod';
import { artefact } from './document.ts';
import { count, listOf } from './values.ts';

const effect = z.strictObject({
  campaign: z.string(),
  /** `all`, or a segment or stratum of risk. */
  group: z.string(),
  customers: count,
  /** Mean effects of being assigned to contact: share kept, margin per customer. */
  retention: z.number(),
  margin: z.number(),
  /** The same over those whom it contacted: what a comparison without randomisation is about. */
  retentionOfContacted: z.number(),
  marginOfContacted: z.number(),
  /** What comparing the arms as they were drawn shows, and how far that is from the effect on the contacted by bias. */
  naive: z.number(),
  bias: z.number(),
});

/** The true effects of a simulated business's campaigns. */
export const trueEffectsDocument = artefact({ name: 'true effects', schema: listOf(effect) });

export type TrueEffect = z.infer<typeof effect>;
