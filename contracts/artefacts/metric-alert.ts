import { z } from 'zod';
import { asOfDay, count, figureOfDays, listOf } from './values.ts';

/** A breach of what the config watches. */
const metricAlert = z.strictObject({
  /** Stays the same from the night that opened it to the one that closed it. */
  id: z.string(),
  metric: z.string(),
  title: z.string(),
  unit: z.string(),
  better: z.enum(['higher', 'lower', 'neither']),
  /** Null: of everybody. */
  of: z.strictObject({ dimension: z.string(), value: z.string() }).nullable(),
  watch: z.enum(['rises', 'falls', 'above', 'below']),
  /** Of `above` and `below`; null for a change. */
  limit: z.number().nullable(),
  owner: z.string().nullable(),
  /** `opened` by this as-of date's run, open since an earlier one, or closed by this one. */
  state: z.enum(['opened', 'still open', 'closed']),
  /** First day of the days that show the breach, and the day on which they sufficed. */
  since: asOfDay,
  opened: asOfDay,
  closed: asOfDay.nullable(),
  /** Why it closed. */
  because: z.enum(['over', 'new level', 'not watched any more']).nullable(),
  /** The last days of the breach that could be counted; null for a closed one. */
  now: figureOfDays.nullable(),
  /** What it is held against; null for a limit. */
  usual: figureOfDays.nullable(),
  /** Rows that make the breach (the bad ones, where rows are good or bad), the customers they are of, and their channels. */
  rows: count,
  customers: count,
  channels: listOf(z.strictObject({ channel: z.string().nullable(), rows: count })),
});

/** What is watched, and every alert that is open or was closed by this as-of date. */
export const metricAlerts = z.strictObject({
  /** Series that have enough rows to be watched, and the false alarms that all of them together give in a year without any change. */
  series: count,
  perYear: z.number(),
  alerts: listOf(metricAlert),
  /** The customers behind open alerts, as Parquet and as CSV. */
  files: listOf(z.string()),
});

export type MetricAlert = z.infer<typeof metricAlert>;
export type MetricAlerts = z.infer<typeof metricAlerts>;
