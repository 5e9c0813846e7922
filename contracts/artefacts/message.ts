import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, listOf, sha256Hex } from './values.ts';

const listPublished = z.strictObject({
  business: z.string(),
  asOf: asOfDay,
  run: z.string(),
  contacted: count,
  heldOut: count,
  /** Of this list. */
  campaigns: listOf(z.strictObject({ name: z.string(), listed: count, heldOut: count })),
  /** Against the list before; null where there is none. */
  changes: z
    .strictObject({ comparedWith: asOfDay, new: count, gone: count, moved: count, stayed: count })
    .nullable(),
  /** Key of the manifest in the object store; it names every file. */
  manifest: z.string(),
  files: listOf(
    z.strictObject({ name: z.string(), key: z.string(), sha256: sha256Hex, rows: count, bytes: count }),
  ),
});

/** What webhooks are told, before it is signed: counts, names of campaigns and keys; nothing of customers. */
export const messageDocument = artefact({
  name: 'message to webhooks',
  schema: z.strictObject({
    /** The same for the same lists, however often the run is repeated. */
    id: z.string().regex(/^msg_[0-9a-f]{24}$/),
    type: z.literal('list.published'),
    data: listPublished,
  }),
});

export type Message = z.infer<typeof messageDocument.schema>;

/** Says that a webhook has taken a message, or wants none (410). */
export const receiptDocument = artefact({
  name: 'receipt of a webhook',
  schema: z.strictObject({ id: z.string(), webhook: z.string(), status: count }),
});
