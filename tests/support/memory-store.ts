import { createHash } from 'node:crypto';
import type { Body, ObjectStore } from '../../contracts/ports/object-store.ts';

/** An ObjectStore that keeps everything in memory: for tests that write thousands of objects, none of which needs a disk. */
export function memoryStore(): ObjectStore {
  const objects = new Map<string, Uint8Array>();
  const tagOf = (key: string): string | null => {
    const bytes = objects.get(key);
    return bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');
  };
  return {
    get: async (key) => objects.get(key) ?? null,
    range: async (key, from, to) => objects.get(key)?.slice(from, to) ?? null,
    put: async (key, body, { ifAbsent, ifMatch } = {}) => {
      const bytes = await bytesOf(body);
      if (ifAbsent === true && objects.has(key)) return false;
      if (ifMatch !== undefined && tagOf(key) !== ifMatch) return false;
      objects.set(key, bytes);
      return true;
    },
    tag: async (key) => tagOf(key),
    list: async (prefix) =>
      [...objects]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, bytes]) => ({ key, size: bytes.length }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    delete: async (key) => void objects.delete(key),
    locate: (key) => `memory:${key}`,
  };
}

/** A copy of all that is put. */
async function bytesOf(body: Body): Promise<Uint8Array> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body.slice();
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part.slice());
  return new Uint8Array(Buffer.concat(parts));
}
