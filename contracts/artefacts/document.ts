import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { inWords } from '../config/in-words.ts';
import { HoldfastError } from '../errors.ts';
import type { ObjectStore, PutOptions } from '../ports/object-store.ts';

/** A kind of JSON document that one part writes and another reads. */
export interface Artefact<Schema extends z.ZodType = z.ZodType> {
  /** How a person calls it: "plan of a run". */
  readonly name: string;
  readonly schema: Schema;
}

/** A document as it stands in the store. */
export interface Document<Value> {
  readonly value: Value;
  /** SHA-256 of its bytes. */
  readonly sha256: string;
}

/** What became of a document that was written; `put` is false where a condition did not hold and nothing was written. */
export interface WrittenDocument {
  readonly put: boolean;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export const artefact = <Schema extends z.ZodType>(definition: Artefact<Schema>): Artefact<Schema> =>
  definition;

/**
 * Reads a document; null where there is none.
 * @throws HoldfastError where it is no JSON or does not fit its schema: names the file, what does not fit and the way out
 */
export async function readDocument<Schema extends z.ZodType>(
  store: ObjectStore,
  kind: Artefact<Schema>,
  key: string,
): Promise<Document<z.output<Schema>> | null> {
  const bytes = await store.get(key);
  if (bytes === null) return null;
  return { value: parseDocument(kind, bytes, store.locate(key)), sha256: sha256(bytes) };
}

/**
 * Writes a document whole. The same value gives the same bytes.
 * @throws HoldfastError where what would be written does not fit the schema: its readers would refuse it
 */
export async function writeDocument<Schema extends z.ZodType>(
  store: ObjectStore,
  kind: Artefact<Schema>,
  key: string,
  value: z.output<Schema>,
  options?: PutOptions,
): Promise<WrittenDocument> {
  const bytes = documentBytes(kind, value, store.locate(key));
  return { put: await store.put(key, bytes, options), bytes, sha256: sha256(bytes) };
}

/**
 * The bytes of a document.
 * @param place how a person finds it
 * @throws HoldfastError as `writeDocument`
 */
export function documentBytes<Schema extends z.ZodType>(
  kind: Artefact<Schema>,
  value: z.output<Schema>,
  place: string,
): Uint8Array {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  parseDocument(kind, bytes, place);
  return bytes;
}

/**
 * A document from its bytes.
 * @param place how a person finds it
 * @throws HoldfastError as `readDocument`
 */
export function parseDocument<Schema extends z.ZodType>(
  { name, schema }: Artefact<Schema>,
  bytes: Uint8Array,
  place: string,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(bytes, name, place), { reportInput: true });
  if (parsed.success) return parsed.data;
  const all = parsed.error.issues.flatMap(faultsOf);
  const faults = all.slice(0, most);
  const more = all.length - faults.length;
  throw new HoldfastError(
    `${place} is not the ${name} that this version of Holdfast reads:\n${faults.join('\n')}${more > 0 ? `\n  and ${more} more` : ''}\nIt was changed by hand or written by another version: restore it, or remove it and run again.`,
  );
}

function parseJson(bytes: Uint8Array, name: string, place: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new HoldfastError(
      `${place} should be the ${name}, but is not valid JSON: it is truncated or was edited by hand. Restore it, or remove it and run again.`,
    );
  }
}

/** Faults that one message names. */
const most = 6;

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const at = (path: readonly PropertyKey[], says: string) =>
    `  ${path.map(String).join('.') || 'the document'}: ${says}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at([...issue.path, key], 'is not known here'));
  if (issue.code === 'invalid_type' && issue.input === undefined) return [at(issue.path, 'is missing')];
  return [at(issue.path, inWords(issue))];
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
