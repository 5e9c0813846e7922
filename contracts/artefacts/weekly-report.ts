import { z } from 'zod';
import { alertsReport } from './alerts-report.ts';
import { artefact } from './document.ts';
import { driversReport } from './drivers-report.ts';
import { metricsReport } from './metrics-report.ts';
import { themesReport } from './themes-report.ts';
import { timeToAction } from './time-to-action.ts';
import { asOfDay, count, figure, listOf, measured } from './values.ts';

/** All figures of the weekly page, as the stages measured them; null for what a run did not measure. */
export const weeklyReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  business: z.string(),
  currency: z.string(),
  level: z.number(),
  indicators: metricsReport.shape.headlines,
  /** Indicators that were chosen and have no figure, and the columns or keys that they need and the config does not have; none where only rows are lacking. */
  noData: listOf(
    z.strictObject({ metric: z.string(), title: z.string(), needs: listOf(z.string()) }),
  ).default([]),
  /** Null where alerts and targets were not judged. */
  watch: alertsReport.shape.watch.nullable(),
  /** The CX index of the last four weeks in which every part was known; null where there is none. */
  index: z
    .strictObject({
      version: z.string(),
      last: asOfDay,
      now: measured,
      /** Against the four weeks before. */
      change: measured.nullable(),
      parts: listOf(
        z.strictObject({
          metric: z.string(),
          title: z.string(),
          weight: figure,
          score: figure,
          contribution: figure,
        }),
      ),
    })
    .nullable()
    .default(null),
  /** Where the index of the latest four weeks is not given: their last day, and the parts of it that are not known. */
  indexLacks: z
    .strictObject({ last: asOfDay, parts: listOf(z.strictObject({ metric: z.string(), title: z.string() })) })
    .nullable()
    .default(null),
  /** The problems that come first; null where they were not ranked. */
  problems: z
    .strictObject({
      days: count,
      first: listOf(
        z.strictObject({
          /** A theme, a reason of support cases, or a journey that is not completed. */
          kind: z.enum(['theme', 'reason', 'journey']).default('theme'),
          name: z.string(),
          customers: count,
          valueAtRisk: figure,
          /** Severity × value at risk, which orders them. */
          index: measured,
          aboveNext: z.boolean(),
        }),
      ),
      /** Of these it is not known how bad they are, so that they have no place in the order. */
      unranked: listOf(z.string()).default([]),
    })
    .nullable()
    .default(null),
  /** Journeys of which enough attempts are known, the least completed first, each with the step at which most of those who came to it stop. */
  journeys: listOf(
    z.strictObject({
      journey: z.string(),
      attempts: count,
      completion: measured,
      step: z.strictObject({ step: z.string(), reached: count, dropOff: measured }).nullable(),
    }),
  ).default([]),
  /** How surveys are answered; null where nobody was asked, or no time of an answer is mapped. */
  surveys: z
    .strictObject({
      to: asOfDay,
      asked: count,
      /** Null where every row has an answer, so that nothing can be said of response. */
      rate: measured.nullable(),
      advice: metricsReport.shape.surveys.shape.advice,
    })
    .nullable()
    .default(null),
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
  targets: alertsReport.shape.targets.nullable(),
  escalations: z
    .strictObject({ open: count, overdue: count, toAction: timeToAction.nullable().default(null) })
    .nullable(),
  /** Customers on the lists to be contacted. */
  listed: count,
});

export const weeklyReportDocument = artefact({ name: 'weekly report', schema: weeklyReport });

export type WeeklyReport = z.infer<typeof weeklyReport>;
