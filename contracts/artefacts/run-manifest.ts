import { z } from 'zod';
import { artefact } from './document.ts';
import { stageOutputs } from './stage-record.ts';
import { asOfDay, listOf } from './values.ts';

/** A complete run: what it was made of and what it wrote. The same run has the same manifest. */
const runManifest = z.strictObject({
  state: z.literal('complete'),
  run: z.string(),
  asOf: asOfDay,
  inputs: listOf(z.strictObject({ name: z.string(), fingerprint: z.string() })),
  /** As far as a stage read it. */
  config: z.record(z.string(), z.unknown()),
  stages: listOf(
    z.strictObject({ stage: z.string(), key: z.string(), record: z.string(), outputs: stageOutputs }),
  ),
});

export const runManifestDocument = artefact({ name: 'manifest of a run', schema: runManifest });
