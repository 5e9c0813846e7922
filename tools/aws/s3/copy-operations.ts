import { readFileSync } from 'node:fs';
import { type Grant, objectArn } from '../endpoint/calls.ts';
import { checkWrite } from './conditional.ts';
import { S3Error } from './error.ts';
import { headOf } from './object-operations.ts';
import type { S3Object } from './objects.ts';
import { type Operation, type S3World, xmlAnswer } from './operation.ts';
import { readRange } from './ranges.ts';
import type { S3Request } from './request.ts';

/** One request copies no more than this; a larger object is copied in parts. */
const largestCopy = 5 * 1024 ** 3;

export const copyObject: Operation = {
  name: 'CopyObject',
  grants: copyGrants,
  run: (request, world) => {
    const { bucket, key, headers } = request;
    const source = sourceOf(request, world);
    if (source.size > largestCopy) throw new S3Error(400, 'InvalidRequest', 'The source is larger than 5 GB');
    checkWrite(headers, world.shelf.find(bucket, key));
    const replaces = headers['x-amz-metadata-directive'] === 'REPLACE';
    const copy = world.shelf.place(bucket, key, {
      ...source,
      file: world.shelf.keep({ copyOf: source.file }),
      modified: new Date(),
      ...(replaces ? { ...headOf(request), checksums: source.checksums } : {}),
    });
    return xmlAnswer('CopyObjectResult', { ETag: copy.etag, LastModified: copy.modified.toISOString() });
  },
};

export const uploadPartCopy: Operation = {
  name: 'UploadPartCopy',
  grants: copyGrants,
  run: (request, world) => {
    const source = sourceOf(request, world);
    const span = readRange(String(request.headers['x-amz-copy-source-range'] ?? ''), source.size);
    const bytes = readFileSync(source.file);
    const part = world.uploads.addPart(
      request.query.get('uploadId') ?? '',
      Number(request.query.get('partNumber')),
      { bytes: span ? bytes.subarray(span.first, span.last + 1) : bytes, checksums: {} },
    );
    return xmlAnswer('CopyPartResult', { ETag: part.etag, LastModified: new Date().toISOString() });
  },
};

const tagging = 'x-amz-tagging-directive';

function copyGrants(request: S3Request): Grant[] {
  const { bucket, key } = copySource(request);
  const { [tagging]: tags, 'x-amz-copy-source-range': range } = request.headers;
  // Any object may have tags, which a copy takes along unless it says otherwise; a part has none.
  const withTags = tags !== 'REPLACE' && range === undefined;
  const granted = (action: string) => [
    { action: `s3:Get${action}`, resource: objectArn(bucket, key) },
    { action: `s3:Put${action}`, resource: objectArn(request.bucket, request.key) },
  ];
  return [...granted('Object'), ...(withTags ? granted('ObjectTagging') : [])];
}

function sourceOf(request: S3Request, { shelf }: S3World): S3Object {
  const { bucket, key } = copySource(request);
  const source = shelf.get(bucket, key);
  const match = request.headers['x-amz-copy-source-if-match'];
  if (match !== undefined && match !== source.etag) throw new S3Error(412, 'PreconditionFailed');
  return source;
}

function copySource({ headers }: S3Request): { bucket: string; key: string } {
  const [bucket = '', ...rest] = decodeURIComponent(String(headers['x-amz-copy-source']))
    .replace(/^\//, '')
    .split('/');
  return { bucket, key: rest.join('/') };
}
