import { z } from 'zod';

/**
 * Words of a reason: what happened and what is usual, `{value}` and `{usual}` filled in. `when` says for which side of
 * usual the sentence makes sense: a risk read from a high value, a low one, or any.
 */
const reasonTemplate = z.strictObject({
  what: z.string(),
  usual: z.string(),
  when: z.enum(['high', 'low', 'any']),
  /**
   * What is usual for this very customer, by a feature that tells it: said in place of everybody's where it is known, and
   * so is the feature that backs it, since what happened once is not usual.
   */
  own: z.strictObject({ feature: z.string(), backedBy: z.string(), says: z.string() }).exactOptional(),
  format: z.enum(['days', 'count', 'money', 'score', 'percent', 'number', 'text']),
});

/** One feature as the catalogue describes it; the SQL, the model's input and the docs must agree with it. */
export const feature = z.strictObject({
  name: z.string(),
  family: z.string(),
  kind: z.enum(['number', 'category']),
  means: z.string(),
  unit: z.string(),
  /** `source.column` entries that must be mapped, or the feature is dropped and said so. */
  needs: z.array(z.string()).readonly(),
  /** Features of one meaning share a group and give one reason together. */
  group: z.string(),
  /** Sentence of the reason; `null`: never given as a reason. */
  reason: reasonTemplate.nullable(),
});

export type ReasonTemplate = z.infer<typeof reasonTemplate>;
export type Feature = z.infer<typeof feature>;
