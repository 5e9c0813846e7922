import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, listOf } from './values.ts';

/** What is changed by a little: see docs/roi.md for each. */
export const movers = ['retention', 'order-value', 'frequency', 'cross-sell'] as const;

const estimate = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** Why nothing can be said: nobody is left, orders have one category only, or too few buyers tell of it. */
const lacking = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('nobody-left') }),
  z.strictObject({ code: z.literal('one-category') }),
  z.strictObject({ code: z.literal('few-buyers'), buyers: count, needed: count }),
]);

const move = z.strictObject({
  mover: z.enum(movers),
  /** `model`: from the scores. `past`: from the latest period that is over. `association`: the same, and no proof of a cause. */
  from: z.enum(['model', 'past', 'association']),
  /** Of all active customers together, over the CLV horizon; of what is from the past, over its days. */
  worth: estimate.nullable(),
  /** Per cent of the CLV of all active customers. */
  share: z.number().nullable(),
  /** Why it is not known: in English, and for whoever writes it in another language. */
  why: z.string().nullable(),
  lacking: lacking.nullable(),
});

/** What a small change of each thing that CLV is made of would be worth to this business. */
const clvMoves = z.strictObject({
  asOf: asOfDay,
  currency: z.string(),
  level: z.number(),
  horizonDays: count,
  /** Customers who can still leave, and what they are worth together by the model. */
  customers: count,
  clv: z.number(),
  /** Error of the model's totals that intervals of figures by the model allow for. */
  modelError: z.number(),
  past: z.strictObject({ from: asOfDay, days: count, customers: count }).nullable(),
  moves: listOf(move),
});

export type ClvMoves = z.infer<typeof clvMoves>;
export type ClvMove = z.infer<typeof move>;

export const clvMovesDocument = artefact({ name: 'worth of what moves CLV', schema: clvMoves });
