import { encodeStrictly } from '../endpoint/signature.ts';
import type { S3Object } from './objects.ts';
import type { Xml } from './xml.ts';

/** A page of a ListObjectsV2 answer. `keys` are all keys under the prefix, in order. */
export function listPage(
  query: URLSearchParams,
  keys: readonly string[],
  objectAt: (key: string) => S3Object,
): Xml {
  const request = readRequest(query);
  const page = cutPage(keys, request);
  const encode = request.urlEncoded
    ? (text: string) => encodeStrictly(text).replaceAll('%2F', '/')
    : (text: string) => text;
  return {
    Prefix: encode(request.prefix),
    Delimiter: request.delimiter,
    MaxKeys: request.most,
    KeyCount: page.contents.length + page.folders.length,
    IsTruncated: page.next !== undefined,
    EncodingType: request.urlEncoded ? 'url' : undefined,
    NextContinuationToken: page.next && Buffer.from(page.next).toString('base64url'),
    Contents: page.contents.map((key) => contents(encode(key), objectAt(key))),
    CommonPrefixes: page.folders.map((folder) => ({ Prefix: encode(folder) })),
  };
}

interface ListRequest {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly most: number;
  /** Only keys after this one. */
  readonly after: string;
  readonly urlEncoded: boolean;
}

function readRequest(query: URLSearchParams): ListRequest {
  const token = query.get('continuation-token');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? undefined,
    most: Math.min(Number(query.get('max-keys') ?? 1000), 1000),
    after: token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString(),
    urlEncoded: query.get('encoding-type') === 'url',
  };
}

interface Page {
  readonly contents: string[];
  /** Common prefixes: what the delimiter folds into one. */
  readonly folders: string[];
  readonly next?: string;
}

function cutPage(keys: readonly string[], request: ListRequest): Page {
  const page: Page = { contents: [], folders: [] };
  const after = Buffer.from(request.after);
  let last = '';
  for (const key of keys) {
    if (Buffer.compare(Buffer.from(key), after) <= 0) continue;
    const folder = folderOf(key, request);
    if (folder !== undefined && (folder === page.folders.at(-1) || folder === request.after)) continue;
    if (page.contents.length + page.folders.length >= request.most) return { ...page, next: last };
    last = folder ?? key;
    (folder === undefined ? page.contents : page.folders).push(last);
  }
  return page;
}

function folderOf(key: string, { prefix, delimiter }: ListRequest): string | undefined {
  const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return delimiter && at >= 0 ? key.slice(0, at + delimiter.length) : undefined;
}

const contents = (Key: string, object: S3Object): Xml => ({
  Key,
  LastModified: object.modified.toISOString(),
  ETag: object.etag,
  Size: object.size,
  StorageClass: 'STANDARD',
});
