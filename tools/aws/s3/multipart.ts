import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Received } from './body.ts';
import type { Checksums } from './checksums.ts';
import { S3Error } from './error.ts';
import { md5, type ObjectHead, type ObjectShelf, type S3Object } from './objects.ts';

/** No part but the last may be smaller. */
const smallestPart = 5 * 1024 * 1024;

interface Part {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly checksums: Checksums;
}

interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly head: ObjectHead;
  readonly parts: Map<number, Part>;
}

/** Multipart uploads under way. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();
  readonly #shelf: ObjectShelf;

  constructor(shelf: ObjectShelf) {
    this.#shelf = shelf;
  }

  begin(bucket: string, key: string, head: ObjectHead): string {
    this.#shelf.bucket(bucket);
    const id = randomUUID();
    this.#uploads.set(id, { bucket, key, head, parts: new Map() });
    return id;
  }

  addPart(id: string, number: number, { bytes, checksums }: Received): Part {
    const upload = this.#get(id);
    const part = { file: this.#shelf.keep(bytes), size: bytes.length, etag: `"${md5(bytes)}"`, checksums };
    upload.parts.set(number, part);
    return part;
  }

  parts(id: string): [number, Part][] {
    return [...this.#get(id).parts].sort(([a], [b]) => a - b);
  }

  abort(id: string): void {
    this.#get(id);
    this.#uploads.delete(id);
  }

  /** Puts the named parts together. The caller has checked the write's condition in the same turn. */
  complete(id: string, numbers: readonly number[]): S3Object {
    const { bucket, key, head, parts } = this.#get(id);
    const chosen = numbers.map((number) => {
      const part = parts.get(number);
      if (!part) throw new S3Error(400, 'InvalidPart');
      return part;
    });
    if (chosen.slice(0, -1).some((part) => part.size < smallestPart))
      throw new S3Error(400, 'EntityTooSmall');
    const bytes = Buffer.concat(chosen.map((part) => readFileSync(part.file)));
    const put = this.#shelf.put(bucket, key, bytes, head);
    this.#uploads.delete(id);
    return this.#shelf.place(bucket, key, { ...put, etag: etagOfParts(chosen) });
  }

  #get(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (!upload) throw new S3Error(404, 'NoSuchUpload', 'The specified upload does not exist');
    return upload;
  }
}

/** MD5 of the parts' MD5s, and their number. */
function etagOfParts(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(part.etag.slice(1, -1), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}
