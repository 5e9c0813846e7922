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

export interface ObjectStore {
  /** The object's bytes, or null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Its bytes from `from` up to but not including `to`, both within the object; null where there is none. */
  range(key: string, from: number, to: number): Promise<Uint8Array | null>;
  /** Writes the object whole; answers false, having written nothing, where the condition does not hold. */
  put(key: string, bytes: Uint8Array | string, options?: PutOptions): Promise<boolean>;
  /** A tag that changes with the content, or null where there is no object. */
  tag(key: string): Promise<string | null>;
  /** Objects under a prefix, ordered by key. */
  list(prefix: string): Promise<StoredObject[]>;
  delete(key: string): Promise<void>;
  /** How a person finds the object: a path or a URI. */
  locate(key: string): string;
}
