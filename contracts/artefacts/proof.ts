import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, listOf } from './values.ts';

/**
 * How a comparison will be read, and thus how wide its interval is: with the end declared in the config looks before it are
 * free at a small price; without an end every look may be the last.
 */
const looks = z.enum(['declared end', 'always valid']);

/** What customers brought in a past period, and how closely the period before goes with it. Money for each customer. */
const past = z.strictObject({
  horizonDays: count,
  /** First day of the period that is looked at. */
  from: asOfDay,
  /** Days before it that the figures are adjusted for. */
  beforeDays: count,
  /** Customers who were there then, and those of today whom they are weighted to resemble. */
  customers: count,
  alike: count,
  /** Share that stayed. */
  retained: z.number().nullable(),
  mean: z.number(),
  spread: z.number(),
  /** Correlation of the period with the one before; null where either does not vary. */
  correlation: z.number().nullable(),
  /** What who stayed brought beyond who left; null where all did one or the other. */
  worthOfStaying: z.number().nullable(),
  /** Money of one customer above this was counted as this; null where nothing was. */
  cappedAt: z.number().nullable(),
});

/** Why the past says nothing of a period: data that do not reach back so far, or too few customers then. */
const lacking = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('short-history'), days: count, needed: count }),
  z.strictObject({ code: z.literal('few-customers'), customers: count, on: asOfDay, needed: count }),
]);

/** A period of which the past says nothing, and why: in English, and for whoever writes it in another language. */
const unmeasured = z.strictObject({
  horizonDays: count,
  why: z.string(),
  lacking: lacking.nullable().default(null),
});

/** The smallest effect that so many customers show with 80% power at 5%. */
const seen = z.strictObject({
  customers: count,
  heldOut: count,
  /** Difference in retention, 0 to 1. */
  points: z.number().nullable(),
  /** Difference in margin for each customer: adjusted for the time before, and unadjusted. */
  money: z.number().nullable(),
  unadjusted: z.number().nullable(),
});

/** What would show more; where nothing can be shown there is at least one, or why there is none. */
const way = z.discriminatedUnion('kind', [
  /** So many lists together. */
  z.strictObject({ kind: z.literal('pool'), lists: count, days: count, seen }),
  /** A larger share held out. */
  z.strictObject({ kind: z.literal('share'), share: z.number(), seen }),
  /** Money over another horizon: the smallest effect over what is expected of it. */
  z.strictObject({ kind: z.literal('horizon'), days: count, seen, expected: z.number() }),
  /** Adjusting for the time before, whose correlation was measured. */
  z.strictObject({ kind: z.literal('adjust'), correlation: z.number(), varianceCut: z.number(), seen }),
  /** So many customers, a share of them held out: more than there are. Shown then: in points, in money, or both. */
  z.strictObject({
    kind: z.literal('customers'),
    share: z.number(),
    customers: count,
    shows: z.enum(['points', 'money', 'both']).default('both'),
  }),
  /** Nothing would: there is nobody to draw or to hold out, no effect is possible, or no period was measured. */
  z.strictObject({
    kind: z.literal('none'),
    why: z.enum(['nobody-to-draw', 'nobody-held-out', 'no-effect', 'unmeasured']),
  }),
]);

/** What a comparison of one campaign can show, and when, before it is made. */
export const outlook = z.strictObject({
  horizonDays: count,
  looks,
  /** Chance of being held out. */
  share: z.number(),
  /** New customers of a list, and customers whom all lists together could draw. */
  perList: count,
  pool: count,
  /** Further customers, for whom its budget does not last. */
  beyondBudget: count.default(0),
  /** Lists that the campaign is declared to make, where it could draw customers for more; null: they do not limit it. */
  ownLists: count.nullable().default(null),
  /** New candidates who are expected to come in between two lists. */
  joining: z.number().default(0),
  /** Share expected to stay without contact; null where nobody is to be listed. */
  retained: z.number().nullable(),
  past: past.nullable(),
  /** Why there is no past. */
  why: z.string().nullable(),
  lacking: lacking.nullable().default(null),
  /** What a contact is taken to win until a campaign has taught it. */
  expected: z.strictObject({
    savedShare: z.number(),
    points: z.number().nullable(),
    money: z.number().nullable(),
  }),
  /** By those drawn so far, by one list, and by all whom there are. */
  now: seen.nullable(),
  one: seen,
  all: seen,
  /** Lists until the expected effect shows, in points and in money, and the days until it can be measured; null: never. */
  lists: z.strictObject({ points: count.nullable(), money: count.nullable() }),
  days: count.nullable(),
  ways: listOf(way),
});

/** What a holdout of a given share shows, and what it costs. */
const atShare = z.strictObject({
  share: z.number(),
  one: seen,
  all: seen,
  lists: count.nullable(),
  /** Gain that the held out of one list are expected to miss, reporting currency. */
  forgone: z.number().nullable(),
});

const leftAlone = listOf(z.strictObject({ rule: z.string(), customers: count }));

/** Whom of today's candidates a campaign can contact. */
const contactable = z.strictObject({
  candidates: count,
  /** Those whom the campaign is for. */
  eligible: count,
  /** The first of them, who were held against the rules. */
  looked: count,
  /** Of those looked at: left alone for good, and for now, by rule. */
  barred: leftAlone,
  waiting: leftAlone,
});

export const proofPlan = z.strictObject({
  asOf: asOfDay,
  currency: z.string(),
  campaign: z.string(),
  /** Days between two lists that the weeks are counted by. */
  everyDays: count,
  contactable,
  /** Whether the data reach back far enough to tell who is new. */
  joiningKnown: z.boolean(),
  outlook,
  /** After each number of lists. */
  curve: listOf(z.strictObject({ lists: count, days: count, seen })),
  shares: listOf(atShare),
  /** The smallest share with which the expected effect shows within a quarter; null where none does. */
  keep: z.number().nullable(),
  horizons: listOf(z.union([past, unmeasured])),
});

export type Looks = z.infer<typeof looks>;
export type Past = z.infer<typeof past>;
export type Lacking = z.infer<typeof lacking>;
export type Unmeasured = z.infer<typeof unmeasured>;
export type Seen = z.infer<typeof seen>;
export type PlannedContacts = z.infer<typeof contactable>;
export type Way = z.infer<typeof way>;
export type Outlook = z.infer<typeof outlook>;
export type ProofPlan = z.infer<typeof proofPlan>;

export const proofPlanDocument = artefact({ name: 'plan of a comparison', schema: proofPlan });
