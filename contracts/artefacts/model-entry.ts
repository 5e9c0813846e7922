import { z } from 'zod';
import { feature } from '../feature.ts';
import { artefact } from './document.ts';
import { featureMoods } from './feature-moods.ts';
import { modelRanks, quality, standings } from './quality.ts';
import { asOfDay, count, figure, listOf, sha256Hex } from './values.ts';

/** The one kind of model so far: churn and value together. */
export const retention = 'retention';

/** What value beyond the observed days is taken from: a date that has seen it all, or a model of buying or of staying. */
const extrapolatedBy = z.enum(['nothing', 'matured date', 'buying model', 'survival curve']);

/** From value over the observed days to value over the whole CLV horizon. */
const extrapolation = z.strictObject({
  by: extrapolatedBy,
  /** One factor per frequency stratum. */
  factors: listOf(figure),
  /** Rows each stratum was learned from. */
  rows: listOf(count),
  pooled: figure,
  /** Plain remarks for the run and the model card. */
  notes: listOf(z.string()),
});

/** How much one thing moves the scores: mean size of its contributions to the logit, as a share of all. */
const driver = z.strictObject({ group: z.string(), share: figure });

/** What is known of one version of a model: where it comes from, what it was learned on and how good it is. */
export const modelEntry = z.strictObject({
  kind: z.literal(retention),
  version: z.string(),
  /** Whose customers it knows, and the currency of its values. */
  business: z.strictObject({ name: z.string(), currency: z.string() }),
  /** As-of date of the run that trained it: it knows nothing from that day on. */
  asOf: asOfDay,
  codeVersion: z.string(),
  features: listOf(feature),
  trainedOn: listOf(asOfDay),
  judgedOn: listOf(asOfDay),
  rows: z.strictObject({ train: count, later: count }),
  /** Of what ranks: the model, or the rules in its place. */
  quality,
  standings: standings.default(modelRanks),
  extrapolation,
  /** What moves the chance of leaving, strongest first. */
  drivers: listOf(driver),
  /** What a person should look at before believing it: features that carry most of it, or may know what came afterwards. */
  doubts: listOf(z.string()).default([]),
  notes: listOf(z.string()),
  /** Moods that were read of texts for the features it learned from; null where there were none to read. */
  moods: featureMoods.nullable().default(null),
  /**
   * SHA-256 of the files beside this entry. `judged-…` stand beside a model that was refitted after it was judged;
   * versions of before there were baselines have none.
   */
  sha256: z.strictObject({
    'weights.bin': sha256Hex,
    'model.json': sha256Hex,
    'judged-weights.bin': sha256Hex.exactOptional(),
    'judged-model.json': sha256Hex.exactOptional(),
    'baseline.json': sha256Hex.exactOptional(),
  }),
});

export type ExtrapolatedBy = z.infer<typeof extrapolatedBy>;
export type Extrapolation = z.infer<typeof extrapolation>;
export type Driver = z.infer<typeof driver>;
export type ModelEntry = z.infer<typeof modelEntry>;

export const modelEntryDocument = artefact({ name: "model's entry", schema: modelEntry });

/** What the weights of a model mean. Its shape is the model's own, which checks it when it loads. */
export const modelDescriptionDocument = artefact({
  name: "model's description",
  schema: z.record(z.string(), z.unknown()),
});
