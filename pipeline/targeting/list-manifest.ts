import { createHash } from 'node:crypto';
import { z } from 'zod';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

const count = z.number().int().min(0);
const fileSchema = z.strictObject({
  name: z.string(),
  key: z.string(),
  sha256: z.string(),
  rows: count,
  bytes: count,
});

/** Names every file of a published list. It is put last: a list is there when this says so, and only as it says. */
const manifestSchema = z.strictObject({
  state: z.literal('complete'),
  asOf: z.string(),
  run: z.string(),
  files: z.array(fileSchema),
  /** The ledger file that counts for this as-of date; other runs' files beside it do not. */
  ledger: fileSchema,
  funnel: z.record(z.string(), count),
  winBack: z.record(z.string(), count),
  holdout: z.strictObject({
    share: z.number(),
    strata: z.array(z.strictObject({ stratum: count, listed: count, heldOut: count })),
    expectedRetention: z.number().nullable(),
    detectableDifference: z.number().nullable(),
  }),
  /** What the list takes for given: thresholds, priors, horizons, extrapolation. */
  assumptions: z.record(z.string(), z.json()),
  notes: z.array(z.string()),
});

export type ListManifest = z.infer<typeof manifestSchema>;
export type PublishedFile = z.infer<typeof fileSchema>;

export const manifestText = (manifest: ListManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** Stands in the manifest's place while a run publishes: for a reader, no list. */
export const claimText = (run: string): string =>
  `${JSON.stringify({ state: 'publishing', run, files: [] }, null, 2)}\n`;

/** The manifest of the list published for an as-of date; null where there is none or it is being replaced. */
export async function readListManifest(store: ObjectStore, asOf: string): Promise<ListManifest | null> {
  const bytes = await store.get(keys.listManifest(asOf));
  return bytes && parseManifest(bytes, store.locate(keys.listManifest(asOf)));
}

/** @throws HoldfastError where the text is no manifest. */
export function parseManifest(bytes: Uint8Array, place: string): ListManifest | null {
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (z.object({ state: z.literal('publishing') }).safeParse(json).success) return null;
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new HoldfastError(`${place} is no list manifest: ${z.prettifyError(parsed.error)}`);
}

/**
 * The bytes of a file that a manifest names.
 * @throws HoldfastError where they are not those it names: the list is being replaced, or was changed by hand.
 */
export async function readListedFile(
  store: ObjectStore,
  file: Pick<PublishedFile, 'key' | 'sha256'>,
): Promise<Uint8Array> {
  const bytes = await store.get(file.key);
  if (bytes !== null && sha256(bytes) === file.sha256) return bytes;
  throw new HoldfastError(
    `${store.locate(file.key)} is not the file its manifest names: the list is being replaced, or was changed by hand. Read the manifest again; if it stays so, run the list again.`,
  );
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
