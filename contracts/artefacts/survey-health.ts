import { z } from 'zod';
import { asOfDay, count, figure, listOf, measured } from './values.ts';

const answered = {
  asked: count,
  answered: count,
  /** Null with fewer than five asks. */
  rate: measured.nullable(),
};

const channelRate = z.strictObject({ survey: z.string(), channel: z.string().nullable(), ...answered });

const groupRate = z.strictObject({
  group: z.string(),
  ...answered,
  /** Answers less those that behaviour lets expect, as a share; all groups of a table hold together. Null with fewer than 20 asks, or unknown. */
  beyondBehaviour: measured.nullable(),
  verdict: z.enum(['answers less', 'answers more', 'no clear difference', 'too few']),
});

const weighted = z.strictObject({
  metric: z.string(),
  title: z.string(),
  unit: z.string(),
  n: count,
  raw: measured,
  weighted: measured,
});

const propensity = z.strictObject({
  asks: count,
  customers: count,
  /** How well behaviour tells who answers: 0.5 is not at all. Of customers held out in turn. */
  auc: measured,
  /** Answers whose weight was cut, and the largest weight against the mean. */
  trimmed: count,
  largest: figure,
  figures: listOf(weighted),
});

export const surveyHealth = z.strictObject({
  /** First and last day of the asks. */
  from: asOfDay,
  to: asOfDay,
  /** Why nothing can be said of response; null where it can. */
  unknown: z.string().nullable(),
  asked: count,
  /** Surveys that came as answers alone, so that who did not answer is not known: in no rate here. */
  answersOnly: listOf(z.strictObject({ survey: z.string(), channel: z.string().nullable(), answers: count })),
  channels: listOf(channelRate),
  /** Null with too few asks to learn from; `asks` of which the groups tell. */
  propensity: propensity.nullable(),
  /** By number of asks in the 90 days before, by days since the last, and by silence before. */
  asks90: listOf(groupRate),
  sinceLast: listOf(groupRate),
  silence: listOf(groupRate),
  advice: z.strictObject({
    /** Who was asked fewer days ago answers clearly less; null where no such time shows. */
    restDays: count.nullable(),
    /** Customers asked within a year, those asked within that time, and those silent so often that such asks are answered less. */
    customers: count,
    askedLately: count,
    silent: count.nullable(),
  }),
});

export type SurveyHealth = z.infer<typeof surveyHealth>;
export type GroupRate = z.infer<typeof groupRate>;
export type WeightedFigures = z.infer<typeof weighted>;
