import { readFileSync } from 'node:fs';
import type { ObjectShelf } from '../s3/objects.ts';

/** The objects that tables lie over. */
export interface Lake {
  /** Data objects under a location, in the order of their keys; names that begin with `_` or `.` are hidden. */
  list(location: string): Promise<readonly LakeObject[]>;
  put(uri: string, bytes: Buffer): Promise<void>;
}

export interface LakeObject {
  readonly uri: string;
  readonly size: number;
}

/** A lake whose objects are files here as well. */
export interface LocalLake extends Lake {
  fileOf(uri: string): string;
  putFile(uri: string, file: string): void;
}

/** The lake that the S3 endpoint keeps. */
export function shelfLake(shelf: ObjectShelf): LocalLake {
  const put = (uri: string, bytes: Buffer) => {
    const { bucket, key } = placeOf(uri);
    shelf.put(bucket, key, bytes);
  };
  return {
    list: async (location) => {
      const { bucket, key: prefix } = placeOf(location);
      return shelf
        .keys(bucket, prefix)
        .filter((key) => !/^[_.]/.test(key.split('/').at(-1) ?? ''))
        .map((key) => ({ uri: `s3://${bucket}/${key}`, size: shelf.get(bucket, key).size }));
    },
    put: async (uri, bytes) => put(uri, bytes),
    putFile: (uri, file) => put(uri, readFileSync(file)),
    fileOf: (uri) => {
      const { bucket, key } = placeOf(uri);
      return shelf.get(bucket, key).file;
    },
  };
}

export function placeOf(uri: string): { bucket: string; key: string } {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(uri) ?? [];
  if (bucket === undefined || key === undefined) throw new Error(`${uri} is no place in S3`);
  return { bucket, key };
}
