import { z } from 'zod';
import { artefact } from './document.ts';
import { driversReport } from './drivers-report.ts';
import { metricAlerts } from './metric-alert.ts';
import { metricsReport } from './metrics-report.ts';
import { themesReport } from './themes-report.ts';
import { asOfDay, count, listOf } from './values.ts';

/** All figures of the weekly page, as the stages measured them; null for what a run did not measure. */
export const weeklyReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  business: z.string(),
  currency: z.string(),
  level: z.number(),
  indicators: metricsReport.shape.headlines,
  watch: metricAlerts,
  /** Rises of themes that are not over. */
  spikes: listOf(
    z.strictObject({
      theme: z.string(),
      name: z.string(),
      ...themesReport.shape.themes.unwrap().element.shape.spikes.unwrap().element.shape,
    }),
  ).nullable(),
  /** Days of the windows in which drivers are worth something. */
  horizonDays: count,
  /** What is known to move money. */
  drivers: listOf(driversReport.shape.drivers.unwrap().element).nullable(),
  targets: metricsReport.shape.targets,
  escalations: z.strictObject({ open: count, overdue: count }).nullable(),
  /** Customers on the lists to be contacted. */
  listed: count,
});

export const weeklyReportDocument = artefact({ name: 'weekly report', schema: weeklyReport });

export type WeeklyReport = z.infer<typeof weeklyReport>;
