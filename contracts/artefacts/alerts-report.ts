import { z } from 'zod';
import { metricAlerts } from './metric-alert.ts';
import { periodFigure } from './metrics-report.ts';
import { scoredTexts } from './texts-report.ts';
import { asOfDay, figure, listOf } from './values.ts';

/** The first three until the day of the target is over, the others from then on; of no figure at all it cannot be told on any day. */
export const targetVerdict = z.enum([
  'on course',
  'off course',
  'too early to say',
  'met',
  'missed',
  'cannot be told',
  'not settled yet',
]);

const target = z.strictObject({
  metric: z.string(),
  title: z.string(),
  unit: z.string(),
  /** Null: of everybody. */
  of: z.strictObject({ dimension: z.string(), value: z.string() }).nullable(),
  target: z.number(),
  since: asOfDay,
  by: asOfDay,
  owner: z.string(),
  initiative: z.string().nullable(),
  /** The last four weeks before `since`. */
  start: periodFigure.nullable(),
  /** The four weeks that it is judged by: the last that are settled, and once `by` is over the last until then. */
  now: periodFigure.nullable(),
  /** Columns without which there is no figure; none where they are mapped. */
  needs: listOf(z.string()).default([]),
  /** Where a straight way from start to target is on the last day of `now`. */
  way: figure.nullable(),
  verdict: targetVerdict,
});

/** What the alerts stage leaves: the metrics held against what the config watches and aims at. */
export const alertsReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  currency: z.string(),
  targets: listOf(target),
  watch: metricAlerts,
  /** Texts whose moods the metrics count, by source; null where the texts stage was not complete. */
  moods: listOf(scoredTexts).nullable().default(null),
  notes: listOf(z.string()),
});

export type AlertsReport = z.infer<typeof alertsReport>;
export type TargetReport = z.infer<typeof target>;
export type TargetVerdict = z.infer<typeof targetVerdict>;
