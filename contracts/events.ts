import { z } from 'zod';

/** What travels between the states of a deployed run. Small on purpose: everything else lies in the object store. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-01-31');
/** What the attempts of a state machine at one step have in common: a later one ends what an earlier one left. */
const execution = z.string().min(1).optional();
const runId = z.string().regex(/^[0-9a-f]{12}$/, "a run's id");

/** Starts a run: at the as-of date given, else at the day that the business's clock shows at `scheduledAt`. */
export const planEvent = z.strictObject({
  asOf: day.optional(),
  scheduledAt: z.iso.datetime(),
  training: z.boolean(),
  execution,
});

/** Asks whether the lists are out that are due at `scheduledAt`: until `due` by the business's clock, those of the day before. */
export const deadlineEvent = z.strictObject({
  asOf: day.optional(),
  scheduledAt: z.iso.datetime(),
  due: z
    .string()
    .regex(/^\d{2}:\d{2}$/, 'a time such as 06:00')
    .optional(),
});

export const runEvent = z.strictObject({ run: runId, execution });

export const shardEvent = z.strictObject({
  run: runId,
  shard: z.string().endsWith('.parquet').describe('Key of a file of features'),
});

/** Starts a pulse: by the clock, or because files have landed; what they are called the pulse finds out by itself. */
export const pulseEvent = z.union([
  z.strictObject({ scheduledAt: z.iso.datetime() }),
  z
    .object({ Records: z.array(z.object({ eventSource: z.literal('aws:sqs') })).min(1) })
    .transform(({ Records }) => ({ landed: Records.length })),
]);

const tellWebhooks = z.union([z.strictObject({ asOf: day }), z.strictObject({ replay: z.literal(true) })]);

/**
 * Asks for the webhooks to be told: of the lists of a date and of whatever waits; of what was set aside as well; or gives up what
 * was asked for and sets it aside.
 */
export const webhooksEvent = z.union([tellWebhooks, z.strictObject({ giveUp: tellWebhooks })]);

export type DeadlineEvent = z.infer<typeof deadlineEvent>;

/** The events that others listen for: source and detail type on the bus. */
export const listPublished = { source: 'holdfast', detailType: 'List published' } as const;
/** The same with a link to each file, where the config has `eventLinkMinutes`: whoever gets it can read them. */
export const listLinked = { source: 'holdfast', detailType: 'List published with links' } as const;
/** Alerts on metrics have opened or closed; not sent on a night without. */
export const alertsChanged = { source: 'holdfast', detailType: 'Alerts changed' } as const;
/** The weekly page of a run is written beside its lists. */
export const reportWritten = { source: 'holdfast', detailType: 'Report written' } as const;
/** A pulse has flagged escalations, opened alerts, or found customers on the published lists who are to be left alone; not sent by one that has not. */
export const feedbackRaised = { source: 'holdfast', detailType: 'Feedback raised' } as const;
