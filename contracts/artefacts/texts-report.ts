import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, figure, listOf } from './values.ts';

const proportion = z.strictObject({ value: figure, low: figure, high: figure, n: count });

/** How good moods are, on comments that came after those that taught. Shares are of 1. */
const moodQuality = z.strictObject({
  texts: count,
  /** Of which something was said. */
  said: count,
  /** Right among all that can be read. */
  accuracy: proportion,
  /** Right among those of which something was said. */
  accuracySaid: proportion,
  /** Share of the larger class among the readable. */
  largestClass: figure,
  macroF1: figure,
  calibrationError: figure,
});

/** Texts of one kind, by who says their mood. */
export const scoredTexts = z.strictObject({
  source: z.enum(['ticket', 'survey', 'review']),
  texts: count,
  /** The data bring it. */
  given: count,
  /** The score that came with the words says it. */
  byScore: count,
  /** Read from the words. */
  read: count,
  /** Nothing is said. */
  none: count,
});

/**
 * `own`: a model learned from the business's own comments; `words`: a list of words; `comprehend`, `bedrock`: that service;
 * `none`: there are no texts.
 */
export const textReader = z.enum(['own', 'words', 'comprehend', 'bedrock', 'none']);

const judgedMoods = z.strictObject({
  /** First day of the last fifth. */
  since: asOfDay,
  all: moodQuality,
  byLanguage: listOf(moodQuality.extend({ language: z.string() })),
});

/** What the texts stage leaves: who reads moods, how well, and how many texts have one. No text. */
export const textsReport = z.strictObject({
  run: z.string(),
  asOf: asOfDay,
  reader: textReader,
  /** Why the words must do, where they do. */
  because: z.string().nullable(),
  /** Comments that taught, by what their scores say; until when. */
  taught: z.strictObject({ good: count, bad: count, last: asOfDay }).nullable(),
  /** Of a model that learned from the earlier four fifths, on the last fifth. */
  quality: judgedMoods
    .extend({
      /** Log loss saved against always stating the shares of the classes, with its 95% interval. */
      gain: z.strictObject({ value: figure, low: figure, high: figure }),
      /** Of the last fifth, comments that stand word for word among the earlier ones. */
      repeated: count,
    })
    .nullable(),
  /** The service that read, where the config chooses one. */
  service: z
    .strictObject({
      /** How people call it, with its model. */
      title: z.string(),
      /** Texts that were sent to it for these moods, each once, by this run or an earlier one, and their characters. */
      texts: count,
      characters: count,
      /** On the last fifth of the comments with a score, as the own model is judged. */
      quality: judgedMoods.nullable(),
    })
    .nullable()
    .default(null),
  scored: listOf(scoredTexts),
  /** Why nothing is said, by how often. */
  silent: z.record(z.string(), count),
  files: listOf(z.string()),
  notes: listOf(z.string()),
});

/** What a model of moods knows beside its weights; `models/text` looks whether it is one. */
export const moodModelDocument = artefact({
  name: 'model of moods',
  schema: z.record(z.string(), z.unknown()),
});

export type TextsReport = z.infer<typeof textsReport>;
export type MoodQuality = z.infer<typeof moodQuality>;
export type JudgedMoodsReport = z.infer<typeof judgedMoods>;
export type ScoredTexts = z.infer<typeof scoredTexts>;
