import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { type PulseCursor, pulseCursorDocument } from '../../contracts/artefacts/pulse.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** The cursor, and the tag that a change of it must match; null where there was no pulse yet. */
export interface CursorAt {
  readonly cursor: PulseCursor;
  readonly tag: string | null;
}

export async function readCursor(store: ObjectStore): Promise<CursorAt> {
  const tag = await store.tag(keys.pulseCursor);
  const found = tag === null ? null : await readDocument(store, pulseCursorDocument, keys.pulseCursor);
  return found === null
    ? { cursor: { pulses: 0, files: {}, rows: {} }, tag: null }
    : { cursor: found.value, tag };
}

/** Says what has been read; false where another pulse was first, and nothing is written. */
export async function moveCursor(
  store: ObjectStore,
  { tag }: Pick<CursorAt, 'tag'>,
  next: PulseCursor,
): Promise<boolean> {
  const condition = tag === null ? { ifAbsent: true } : { ifMatch: tag };
  return (await writeDocument(store, pulseCursorDocument, keys.pulseCursor, next, condition)).put;
}
