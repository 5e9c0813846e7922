import { z } from 'zod';
import { artefact } from './document.ts';
import { count, listOf, sha256Hex } from './values.ts';

const writtenFile = z.strictObject({
  table: z.string(),
  path: z.string(),
  rows: count,
  bytes: count,
  sha256: sha256Hex,
});

/** What stands in the folder of a simulated business; written last, so that half a simulation is never taken for whole. */
const simulation = z.strictObject({
  complete: z.boolean(),
  /** The plan is compared whole, and means nothing else to its readers. */
  plan: z.unknown(),
  format: z.string(),
  simulator: z.string(),
  files: listOf(writtenFile),
});

export type SimulationManifest = z.infer<typeof simulation>;
export type WrittenFile = z.infer<typeof writtenFile>;

export const simulationDocument = artefact({ name: 'manifest of a simulation', schema: simulation });
