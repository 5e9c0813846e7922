import { z } from 'zod';
import { configSchema } from '../config/config.ts';
import { inputFormats } from '../config/inputs.ts';
import { artefact } from './document.ts';
import { asOfDay, listOf } from './values.ts';

const csv = z.strictObject({
  delimiter: z.string(),
  escape: z.string().exactOptional(),
  quote: z.string(),
  header: z.boolean(),
  encoding: z.string(),
  columns: listOf(z.string()).exactOptional(),
});

/** A raw input, and a hash of what it held when the run was planned. */
const runInput = z.strictObject({
  name: z.string(),
  locations: listOf(z.string()).exactOptional(),
  copies: listOf(z.strictObject({ file: z.string(), of: z.string() })).exactOptional(),
  table: z.string().exactOptional(),
  columns: listOf(z.string()).exactOptional(),
  fingerprint: z.string(),
  format: z.enum(inputFormats),
  csv: csv.exactOptional(),
  fixed: listOf(z.strictObject({ name: z.string(), start: z.number(), length: z.number() })).exactOptional(),
  skipLines: z.number().exactOptional(),
  sheet: z.string().exactOptional(),
  unnest: z.string().exactOptional(),
});

/** What decides a run. */
const runParts = {
  asOf: asOfDay,
  config: configSchema,
  /** Trains a model; without, the champion scores. */
  training: z.boolean(),
  inputs: listOf(runInput),
  /** Version of each stage's code. */
  code: z.record(z.string(), z.string()),
  /** The version that scored when the run was planned: of two runs that promote, each is itself again. Null: there was none. */
  champion: z.string().nullable(),
};

/** One run: each stage has a key of all that it reads, and the run's id is the hash of these. */
const run = z.strictObject({
  id: z.string(),
  ...runParts,
  /** Key of each stage, by name. */
  keys: z.record(z.string(), z.string()),
  /** The version of the model that the run trains, if it does. */
  model: z.string(),
});

export type RunInput = z.infer<typeof runInput>;
export type Run = Readonly<z.infer<typeof run>>;
export type RunParts = Pick<Run, keyof typeof runParts>;

/** What a run does, written before its first stage, so that every stage can be started with the run's id alone. */
export const planDocument = artefact({ name: 'plan of a run', schema: run });

/** The same as far as every version of Holdfast reads it. */
export const planKeysDocument = artefact({
  name: 'plan of a run',
  schema: z.object({ keys: z.record(z.string(), z.string()).default({}) }),
});
