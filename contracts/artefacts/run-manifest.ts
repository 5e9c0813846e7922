import { z } from 'zod';
import { artefact } from './document.ts';
import { stageOutputs } from './stage-record.ts';
import { asOfDay, listOf } from './values.ts';

/** A complete run: what it was made of and what it wrote. Its config is kept as it was then, whatever configs look like now. */
const runManifest = z.strictObject({
  state: z.literal('complete'),
  run: z.string(),
  asOf: asOfDay,
  codeVersion: z.string(),
  inputs: listOf(z.strictObject({ name: z.string(), fingerprint: z.string() })),
  config: z.looseObject({
    business: z.looseObject({ currency: z.string(), timeZone: z.string() }),
    churn: z.looseObject({
      kind: z.string(),
      by: z.string(),
      horizonDays: z.number(),
      lookbackDays: z.number(),
      graceDays: z.number(),
    }),
    clv: z.looseObject({ discountRate: z.number() }),
  }),
  stages: listOf(z.strictObject({ stage: z.string(), record: z.string(), outputs: stageOutputs })),
});

export type RunManifest = z.infer<typeof runManifest>;

export const runManifestDocument = artefact({ name: 'manifest of a run', schema: runManifest });
