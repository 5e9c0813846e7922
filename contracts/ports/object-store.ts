export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** The object's tag, where a listing tells it without reading each object. */
  readonly tag?: string;
}

/** `ifAbsent` puts only where nothing is; `ifMatch` only where the object still has this tag. */
export interface PutOptions {
  readonly ifAbsent?: boolean;
  readonly ifMatch?: string;
}

/** What is put: bytes, text, or parts of a large object that come one after another and need not be in memory together. */
export type Body = Uint8Array | string | AsyncIterable<Uint8Array>;

export interface ObjectStore {
  /** The object's bytes, or null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Its bytes from `from` up to but not including `to`, or to its end; null or none where there is no object, or it ends before. */
  range(key: string, from: number, to: number): Promise<Uint8Array | null>;
  /**
   * Writes the object whole; answers false, having written nothing, where the condition does not hold. Where the parts of a
   * body end with an error, or the process is killed between them, nothing is written either.
   */
  put(key: string, body: Body, options?: PutOptions): Promise<boolean>;
  /** A tag that changes with the content, or null where there is no object. */
  tag(key: string): Promise<string | null>;
  /** Objects under a prefix, ordered by key. */
  list(prefix: string): Promise<StoredObject[]>;
  delete(key: string): Promise<void>;
  /** How a person finds the object: a path or a URI. */
  locate(key: string): string;
}
