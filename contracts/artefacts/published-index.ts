import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, listOf } from './values.ts';

/** What of a config, whenever it was written, says what scores mean. */
export const scoreMeaning = z.object({
  business: z.object({ currency: z.string(), timeZone: z.string() }),
  churn: z.object({
    kind: z.string(),
    by: z.string(),
    horizonDays: z.number(),
    lookbackDays: z.number(),
    graceDays: z.number(),
  }),
  clv: z.object({ discountRate: z.number() }),
});

/** The run whose lists are published for an as-of date, and what its readers need. */
const publishedRun = z.strictObject({
  asOf: asOfDay,
  run: z.string(),
  /** Key of each of its stages. */
  keys: z.record(z.string(), z.string()),
  /** The version that scored. */
  model: z.string(),
  /** Prefix of its scores. */
  scores: z.string(),
  /** Days over which value was learned directly. */
  observedDays: z.number(),
  meaning: scoreMeaning,
});

/**
 * What is published, one run an as-of date, oldest first. A date that is about to change is pending: where a run stopped
 * half-way, the next one that publishes looks again.
 */
const publishedIndex = z.strictObject({
  runs: listOf(publishedRun),
  pending: listOf(asOfDay),
});

export type ScoreMeaning = z.infer<typeof scoreMeaning>;
export type PublishedRun = z.infer<typeof publishedRun>;
export type PublishedIndex = z.infer<typeof publishedIndex>;

export const publishedIndexDocument = artefact({
  name: 'index of what is published',
  schema: publishedIndex,
});

/** Any manifest of a complete run, this version's or an older one's, as far as the index reads it. */
export const indexedManifestDocument = artefact({
  name: 'manifest of a run',
  schema: z.object({
    run: z.string(),
    asOf: asOfDay,
    config: scoreMeaning,
    stages: listOf(
      z.object({
        stage: z.string(),
        record: z.string(),
        key: z.string().exactOptional(),
        outputs: listOf(z.object({ key: z.string() })),
      }),
    ),
  }),
});

export type IndexedManifest = z.infer<typeof indexedManifestDocument.schema>;

/** The same of the records of its scores and features. */
export const indexedScoresDocument = artefact({
  name: 'record of the score stage',
  schema: z.object({ result: z.object({ model: z.string() }) }),
});

export const indexedFeaturesDocument = artefact({
  name: 'record of the features stage',
  schema: z.object({ result: z.object({ schedule: z.object({ observedDays: z.number() }) }) }),
});

/** Manifests of lists, however old, as far as the index reads them. */
export const indexedListDocument = artefact({
  name: 'manifest of a list',
  schema: z.object({ state: z.string(), run: z.string() }),
});
