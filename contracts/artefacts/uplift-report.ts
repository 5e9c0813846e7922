import { z } from 'zod';
import { asOfDay, count, figure, listOf } from './values.ts';

const interval = z.strictObject({ value: figure, low: figure, high: figure });

/** Why a finished campaign teaches nothing. */
const fault = z.enum([
  'sample-ratio',
  'both-arms',
  'arms-changed',
  'uneven-outcomes',
  'ledger-gap',
  'other-horizon',
  'few',
]);

/** A campaign of the ledger whose outcomes are in. */
const campaign = z.strictObject({
  name: z.string(),
  horizonDays: count,
  /** First and last as-of date whose customers are followed for the horizon. */
  first: asOfDay,
  last: asOfDay,
  contact: count,
  control: count,
  /** Null: it teaches. */
  fault: fault.nullable(),
});

/** Customers whom contact drives away, as far as the trial can tell. */
const doNotDisturb = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('named'),
    share: z.number(),
    gainUpTo: z.number(),
    effect: interval,
  }),
  z.strictObject({ kind: z.literal('nobody') }),
  z.strictObject({ kind: z.literal('too few') }),
]);

/**
 * What was learned of a play: its contacted against those held out to whom it would have been proposed. Effects are in
 * retention, 0 to 1.
 */
const taughtPlay = z.strictObject({
  /** Plays that are learned as one: a rare one has too few customers of its own. */
  plays: listOf(z.string()),
  contact: count,
  control: count,
  effect: interval,
  gate: z.strictObject({ open: z.boolean(), z: z.number(), needed: z.number(), orders: count }),
  autoc: interval,
  qini: interval,
  /** Less the same of the ranking by risk; null where no risk was scored before the launch. */
  overRisk: z.strictObject({ autoc: interval, qini: interval }).nullable(),
  doNotDisturb,
  /** Effect for one unit of risk. */
  anchor: z.number(),
});

/** What finished randomised campaigns teach of who gains from contact. */
export const upliftReport = z.strictObject({
  asOf: asOfDay,
  /** The horizon of the campaigns that teach; null where none does. */
  horizonDays: count.nullable(),
  campaigns: listOf(campaign),
  plays: listOf(taughtPlay),
  /** Expected gains are ranked by where the gate of a play is open. */
  ranksBy: z.enum(['gain', 'value at risk']),
  /** Customers of the as-of date whose gains were predicted. */
  customers: count,
});

export type UpliftReport = z.infer<typeof upliftReport>;
export type TaughtPlay = z.infer<typeof taughtPlay>;
export type CampaignFault = z.infer<typeof fault>;
