import { z } from 'zod';
import { priorities } from './priorities.ts';
import { asOfDay, count, figure, listOf } from './values.ts';

/** How well a theme is told in one language, on texts that a model had not seen. */
const themeQuality = z.strictObject({
  /** Empty where the language is not known. */
  language: z.string(),
  taught: count,
  /** Held-out texts that were taken for the theme, and the share of them that are of it. */
  said: count,
  precision: z.strictObject({ value: figure, low: figure, high: figure, n: count }).nullable(),
  /** Whether texts of this language are given the theme. */
  told: z.boolean(),
});

/** Texts of a theme that came faster than they should: one alarm from the day on which it opened. */
const spike = z.strictObject({
  source: z.enum(['ticket', 'survey', 'review']),
  opened: asOfDay,
  /** Texts since the day before it opened, and what was to be expected. */
  seen: count,
  expected: figure,
});

const themeBoard = z.strictObject({
  id: z.string(),
  name: z.string(),
  quality: listOf(themeQuality),
  /** Texts of the last 28 days, and of the 28 before. */
  texts: count,
  textsBefore: count,
  /** Mean mood of the last 28 days; null where fewer than five have one. */
  mood: z.strictObject({ value: figure, low: figure, high: figure, n: count }).nullable(),
  /** Customers who wrote about it in 90 days, and the value at risk of them, in the reporting currency. */
  customers: count,
  valueAtRisk: figure,
  spikes: listOf(spike),
  /** A few texts without names, numbers and rare words. */
  examples: listOf(z.string()),
});

/** Texts of no theme that speak of one thing, for a person to name. */
const proposal = z.strictObject({
  id: z.string(),
  /** Under which it is found as well, such as that of last week. */
  otherIds: listOf(z.string()).default([]),
  language: z.string(),
  texts: count,
  /** Two thirds of them are of the last 28 days. */
  isNew: z.boolean(),
  phrases: listOf(z.string()),
  /** Texts without names, numbers and rare words, the most typical first. */
  examples: listOf(z.string()),
});

/** What the themes stage leaves. */
export const themesReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  currency: z.string(),
  /** Texts that teach were written before this day. */
  taughtUntil: asOfDay,
  /** Why there is no model, where there is none: tickets with a reason have their theme all the same. */
  because: z.string().nullable(),
  themes: listOf(themeBoard),
  /** Texts of the last 28 days that are of no theme. */
  without: count,
  proposals: listOf(proposal),
  /** False alarms that the whole board is to raise in a quiet year, and the series that it watches. */
  alarms: z.strictObject({ perYear: figure, series: count }),
  /** Problems in the order in which they are worth looking at; null in reports of before. */
  priorities: priorities.nullable().default(null),
  files: listOf(z.string()),
  notes: listOf(z.string()),
});

export type ThemesReport = z.infer<typeof themesReport>;
export type ThemeBoard = z.infer<typeof themeBoard>;
export type ThemeQuality = z.infer<typeof themeQuality>;
export type Proposal = z.infer<typeof proposal>;
