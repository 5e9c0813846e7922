import { z } from 'zod';
import { cxIndexReport } from './cx-index.ts';
import { journeysReport } from './journeys-report.ts';
import { surveyHealth } from './survey-health.ts';
import { scoredTexts } from './texts-report.ts';
import { asOfDay, count, figure, figureOfDays, listOf } from './values.ts';

/** From n < 5 only n is shown; up to 19 the figure is grey: no arrow, no verdict; of ratios and money it takes 60. */
export const showing = z.enum(['n only', 'grey', 'full']);

/** A figure of one period. */
export const periodFigure = figureOfDays.extend({ shown: showing });

const headline = z.strictObject({
  metric: z.string(),
  title: z.string(),
  unit: z.string(),
  better: z.enum(['higher', 'lower', 'neither']),
  /** The last four weeks that are settled. */
  now: periodFigure,
  /** Thirteen weeks earlier; null where there was nothing. */
  before: periodFigure.nullable(),
  /** Now less before, with limits; null where either is not shown in full. */
  change: z.strictObject({ value: figure, low: figure, high: figure }).nullable(),
  /** Four weeks that end a week apart, the oldest first, up to `now`. Null where they have too few rows for a figure. */
  lately: listOf(
    z.strictObject({
      last: asOfDay,
      value: figure.nullable(),
      low: figure.nullable(),
      high: figure.nullable(),
    }),
  ).default([]),
});

/** What the metrics stage leaves: figures of the whole business, and where the table of all figures is. */
export const metricsReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  currency: z.string(),
  level: z.number(),
  headlines: listOf(headline),
  /** Null where the config declares none. */
  index: cxIndexReport.nullable(),
  journeys: journeysReport,
  surveys: surveyHealth,
  /** Metrics that this data cannot give, and what they need. */
  missing: listOf(z.strictObject({ metric: z.string(), needs: listOf(z.string()) })),
  /** Texts by who says their mood, of which sentiment is counted where the data bring none; null where none were read. */
  moods: listOf(scoredTexts).nullable().default(null),
  /** What metrics are split by. */
  dimensions: listOf(z.string()),
  rows: count,
  files: listOf(z.string()),
  notes: listOf(z.string()),
});

export type MetricsReport = z.infer<typeof metricsReport>;
export type PeriodFigure = z.infer<typeof periodFigure>;
export type Headline = z.infer<typeof headline>;
export type Showing = z.infer<typeof showing>;
