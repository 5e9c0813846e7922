import { createHash } from 'node:crypto';
import type { PublishedFile } from '../../contracts/artefacts/list-manifest.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

type Content = Pick<PublishedFile, 'sha256' | 'bytes'>;

/** Parts on their way, and what they are together: of those that have gone by. */
export interface Measured extends AsyncIterable<Uint8Array> {
  readonly content: () => Content;
}

export function measured(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Measured {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    content: () => ({ sha256: hash.copy().digest('hex'), bytes }),
    async *[Symbol.asyncIterator]() {
      for await (const part of parts) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    },
  };
}

/** As much of a stored file as is in memory at a time. */
const partBytes = 16 * 2 ** 20;

/** A stored file, part after part, and a byte more where it is longer than it is to be; what there is of a shorter one. */
export async function* storedParts(
  store: ObjectStore,
  { key, bytes }: Pick<PublishedFile, 'key' | 'bytes'>,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from <= bytes; from += partBytes) {
    const part = await store.range(key, from, Math.min(from + partBytes, bytes + 1));
    if (part === null) return;
    yield part;
  }
}

/** Whether a stored file is the one that a manifest names. */
export async function isStored(
  store: ObjectStore,
  file: Omit<PublishedFile, 'name' | 'rows'>,
): Promise<boolean> {
  const parts = measured(storedParts(store, file));
  for await (const _ of parts);
  return isContent(parts, file);
}

export const isContent = ({ content }: Measured, file: Content): boolean =>
  content().bytes === file.bytes && content().sha256 === file.sha256;
