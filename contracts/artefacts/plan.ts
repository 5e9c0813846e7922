import { z } from 'zod';
import { configSchema } from '../config/config.ts';
import { inputFormats } from '../config/inputs.ts';
import { artefact } from './document.ts';
import { asOfDay, listOf } from './values.ts';

const csv = z.strictObject({
  delimiter: z.string(),
  quote: z.string(),
  header: z.boolean(),
  encoding: z.string(),
  columns: listOf(z.string()).exactOptional(),
});

/** A raw input, and a hash of what it held when the run was planned. */
const runInput = z.strictObject({
  name: z.string(),
  locations: listOf(z.string()).exactOptional(),
  table: z.string().exactOptional(),
  columns: listOf(z.string()).exactOptional(),
  fingerprint: z.string(),
  format: z.enum(inputFormats),
  csv: csv.exactOptional(),
  fixed: listOf(z.strictObject({ name: z.string(), start: z.number(), length: z.number() })).exactOptional(),
  skipLines: z.number().exactOptional(),
  sheet: z.string().exactOptional(),
});

/** One run: a config, the inputs as they are, an as-of date and the code. The same four give the same id and bytes. */
const run = z.strictObject({
  id: z.string(),
  asOf: asOfDay,
  config: configSchema,
  /** Trains a model; without, the champion scores. */
  training: z.boolean(),
  codeVersion: z.string(),
  inputs: listOf(runInput),
});

export type Run = Readonly<z.infer<typeof run>>;

/** What a run does, laid down before its first stage, so that every stage can be started with the run's id alone. */
export const planDocument = artefact({ name: 'plan of a run', schema: run });
