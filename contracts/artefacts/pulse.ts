import { z } from 'zod';
import { artefact } from './document.ts';
import { metricAlerts } from './metric-alert.ts';
import { asOfDay, count, figure, listOf } from './values.ts';

/** Sources that tell what customers say: what a pulse reads. */
export const pulseSources = ['surveys', 'tickets', 'reviews'] as const;

export type PulseSource = (typeof pulseSources)[number];

/** What a pulse is called where a run would stand. */
export const pulseId = (number: number): string => `pulse-${String(number).padStart(8, '0')}`;

/** Whether what wrote to a ledger was a pulse. */
export const isPulse = (run: string): boolean => run.startsWith('pulse-');

/** What the pulses before have read. Whoever moves it first has made the next pulse. */
const pulseCursor = z.strictObject({
  /** Pulses that were completed. */
  pulses: count,
  /** Tag of each file that was read, by its place. */
  files: z.record(z.string(), z.string()),
  /** Of files whose rows tell of a later time than the pulse that read them: the first such instant, when they are read again. */
  later: z.record(z.string(), z.iso.datetime()).default({}),
  /** Whom the last file of those to be left alone named: a hash; null where there is none. */
  stop: z.string().nullable().default(null),
  /** By what they were read: a hash of inputs, mapping and code. Null before the first pulse. */
  readBy: z.string().nullable(),
  /** Pulse that left the rows which arrived since the published run, by source; none where none have. */
  rows: z.partialRecord(z.enum(pulseSources), z.string()),
});

export type PulseCursor = z.infer<typeof pulseCursor>;

export const pulseCursorDocument = artefact({ name: 'cursor of the pulses', schema: pulseCursor });

/** Seconds, of some things that each took so many. */
const seconds = z.strictObject({ n: count, median: figure, longest: figure }).nullable();

/** A file that a pulse left out, and why. */
export interface Unread {
  readonly file: string;
  readonly problem: string;
}

/** What a pulse read and raised: counts and keys, nobody's name, id or words. */
const pulseReport = z.strictObject({
  /** The same however often the pulse is tried again. */
  pulse: z.string(),
  /** Instant as of which it looked, ISO 8601 in UTC. */
  at: z.string(),
  /** Published run whose scores, consent and models hold; null where nothing is published, and nothing was read. */
  published: z.strictObject({ run: z.string(), asOf: asOfDay, currency: z.string() }).nullable(),
  /** New files that were read, and their rows by source. `later`: of a time to come; a pulse after that reads them again. */
  files: count,
  /** Files that could not be read, or not with the others, and why: left out, and tried again by the next pulse. */
  unread: listOf(z.strictObject({ file: z.string(), problem: z.string() })).default([]),
  sources: listOf(
    z.strictObject({
      source: z.enum(pulseSources),
      read: count,
      kept: count,
      later: count,
      /** Good rows that came again as they were: in these files, from a pulse before, or known to the published run. */
      repeated: count.default(0),
      quarantined: count,
      /** Of customers who are not known yet: the night's run takes them. */
      unknownCustomers: count,
    }),
  ),
  /** Escalations that this pulse flagged, by who answers, and complaints that joined open ones. Null: none are made. */
  escalations: z
    .strictObject({ raised: count, joined: count, queues: z.record(z.string(), count) })
    .nullable(),
  /** Customers whom the published lists name and who have complained since, in all and by list: none where nobody is to be left alone any more; null where they are those of the pulse before. */
  stop: z
    .strictObject({ customers: count, lists: z.record(z.string(), count) })
    .nullable()
    .default(null),
  /** Rules of `cx.alerts` that it looked at. */
  rules: count.default(0),
  /** Alerts that this pulse opened. */
  alerts: metricAlerts.shape.alerts,
  /** From a file's landing, and from what the customer said, to this pulse. */
  waited: z.strictObject({ files: seconds, feedback: seconds }),
  /** Keys of what it wrote for people. */
  wrote: listOf(z.string()),
  notes: listOf(z.string()),
});

export type PulseReport = z.infer<typeof pulseReport>;

export const pulseReportDocument = artefact({ name: 'report of a pulse', schema: pulseReport });
