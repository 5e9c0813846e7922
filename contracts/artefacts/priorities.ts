import { z } from 'zod';
import { count, figure, listOf, measured } from './values.ts';

/** How bad a problem is for those whom it touches, from 0 (delighted) to 1 (furious); low and high: 95% interval. */
const severity = measured.extend({
  /** Customers of whom it is known; the others count with their mean. */
  n: count,
  /** The mood of what they wrote about it, or the scores that they gave within 30 days. */
  by: z.enum(['mood', 'score']),
});

/** What fixing it would be worth, by the measured effect of a driver; margin over the churn horizon, reporting currency. */
const worth = z.strictObject({
  margin: measured,
  /** The driver whose effect it goes by, and its title. */
  driver: z.string(),
  title: z.string(),
});

const priority = z.strictObject({
  rank: count,
  /** A theme of what customers wrote, a reason of support cases without a theme, or a journey that is not completed. */
  kind: z.enum(['theme', 'reason', 'journey']),
  id: z.string(),
  name: z.string(),
  /** Customers whom it touched within the window, and how often. */
  customers: count,
  times: count,
  /** Null where of fewer than five customers anything says how bad it was. */
  severity: severity.nullable(),
  /** Value at risk of the customers touched, all of it: not what the problem puts at risk. */
  valueAtRisk: figure,
  /** Σ severity × value at risk of the customers touched, which orders the problems; null without a severity. */
  index: measured.nullable(),
  /** Whether it is above the next one by more than chance. */
  aboveNext: z.boolean(),
  /** Null where no driver is known to move margin that says what the problem costs. */
  worth: worth.nullable(),
});

/**
 * Problems of customers, those first that touch most × worst × with most value at risk. A problem is found with customers at risk;
 * that it puts them at risk is not said.
 */
export const priorities = z.strictObject({
  /** Days before the as-of date that are looked at. */
  days: count,
  /** Of the intervals. */
  level: z.number(),
  /** Days of the margin that fixing is worth. */
  horizonDays: count,
  problems: listOf(priority),
  notes: listOf(z.string()),
});

export type Priorities = z.infer<typeof priorities>;
export type Priority = z.infer<typeof priority>;
