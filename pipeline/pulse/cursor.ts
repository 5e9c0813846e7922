import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { type PulseCursor, type PulseSource, pulseCursorDocument } from '../../contracts/artefacts/pulse.ts';
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
    ? { cursor: { pulses: 0, files: {}, later: {}, stop: null, readBy: null, rows: {} }, tag: null }
    : { cursor: found.value, tag };
}

/**
 * The cursor as far as it holds for files that are read in this way. Rows that were mapped otherwise have other columns and
 * values, and those that are gone say nothing: then every file is new.
 */
export async function holding(
  store: ObjectStore,
  { cursor, tag }: CursorAt,
  readBy: string,
): Promise<CursorAt> {
  if (cursor.readBy === readBy && (await areThere(store, cursor.rows))) return { cursor, tag };
  return { cursor: { ...cursor, files: {}, later: {}, readBy, rows: {} }, tag };
}

async function areThere(store: ObjectStore, rows: PulseCursor['rows']): Promise<boolean> {
  for (const [source, pulse] of Object.entries(rows))
    if ((await store.list(keys.pulseRows(pulse, source as PulseSource))).length === 0) return false;
  return true;
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
