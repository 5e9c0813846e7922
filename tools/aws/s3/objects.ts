import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checksums } from './checksums.ts';
import { noSuchKey, S3Error } from './error.ts';

/** An object: where its bytes lie, and what S3 tells of it. */
export interface S3Object {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  readonly contentType: string;
  /** Headers `x-amz-meta-…`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly tagging?: string;
  readonly version?: string;
}

/** What is stored with the bytes. */
export type ObjectHead = Pick<S3Object, 'contentType' | 'metadata' | 'checksums'>;

export const plainHead: ObjectHead = { contentType: 'binary/octet-stream', metadata: {}, checksums: {} };

interface Bucket {
  readonly objects: Map<string, S3Object>;
  versioned: boolean;
}

/**
 * Buckets on a folder: an index in memory, the bytes in one file an object, never written over. Changes happen
 * between two turns of the event loop, so that a condition and the change it guards are one step.
 */
export class ObjectShelf {
  readonly buckets = new Map<string, Bucket>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  }

  createBucket(name: string): void {
    if (this.buckets.has(name)) throw new S3Error(409, 'BucketAlreadyOwnedByYou');
    this.buckets.set(name, { objects: new Map(), versioned: false });
  }

  find(bucket: string, key: string): S3Object | undefined {
    return this.bucket(bucket).objects.get(key);
  }

  get(bucket: string, key: string): S3Object {
    const object = this.find(bucket, key);
    if (!object) throw noSuchKey();
    return object;
  }

  /** Keys under a prefix in S3's order: by their bytes in UTF-8. */
  keys(bucket: string, prefix: string): string[] {
    return [...this.bucket(bucket).objects.keys()]
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** Keeps bytes as a file that no key names yet. */
  keep(bytes: Buffer | { readonly copyOf: string }): string {
    const file = join(this.#folder, randomUUID());
    if (Buffer.isBuffer(bytes)) writeFileSync(file, bytes);
    else copyFileSync(bytes.copyOf, file);
    return file;
  }

  put(bucket: string, key: string, bytes: Buffer, head: ObjectHead = plainHead): S3Object {
    return this.place(bucket, key, { ...describe(this.keep(bytes), bytes), ...head });
  }

  place(bucket: string, key: string, object: S3Object): S3Object {
    const { objects, versioned } = this.bucket(bucket);
    const placed = versioned ? { ...object, version: randomUUID() } : object;
    objects.set(key, placed);
    return placed;
  }

  delete(bucket: string, key: string): void {
    this.bucket(bucket).objects.delete(key);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The same objects, of which listings do not show the newest yet. */
export function lateShelf(shelf: ObjectShelf): ObjectShelf {
  const keys = (bucket: string, prefix: string) => {
    const listed = shelf.keys(bucket, prefix);
    const known = new Set(listed);
    const newest = [...shelf.bucket(bucket).objects.keys()].findLast((key) => known.has(key));
    return listed.filter((key) => key !== newest);
  };
  return Object.create(shelf, { keys: { value: keys } });
}

export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

function describe(file: string, bytes: Buffer): S3Object {
  return { file, size: bytes.length, etag: `"${md5(bytes)}"`, modified: new Date(), ...plainHead };
}
