import { z } from 'zod';
import { metricAlerts } from './metric-alert.ts';
import { periodFigure } from './metrics-report.ts';
import { asOfDay, figure, listOf } from './values.ts';

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
  /** The last four weeks before `since`, and the last that are settled. */
  start: periodFigure.nullable(),
  now: periodFigure.nullable(),
  /** Where a straight way from start to target is on the last day of `now`. */
  way: figure.nullable(),
  verdict: z.enum(['on course', 'off course', 'too early to say']),
});

/** What the alerts stage leaves: the metrics held against what the config watches and aims at. */
export const alertsReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  currency: z.string(),
  targets: listOf(target),
  watch: metricAlerts,
  notes: listOf(z.string()),
});

export type AlertsReport = z.infer<typeof alertsReport>;
export type TargetReport = z.infer<typeof target>;
