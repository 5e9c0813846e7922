import { closeSync, openSync, readSync } from 'node:fs';
import type { Answer } from '../endpoint/answer.ts';
import { readBody } from '../endpoint/http-server.ts';
import { receive } from './body.ts';
import { checksumHeaders } from './checksums.ts';
import { checkRead, checkWrite } from './conditional.ts';
import type { ObjectHead, S3Object } from './objects.ts';
import { type Operation, onObject, xmlAnswer } from './operation.ts';
import { readRange, type Span } from './ranges.ts';
import type { S3Request } from './request.ts';

export const putObject: Operation = {
  name: 'PutObject',
  grants: onObject('s3:PutObject'),
  run: async (request, { shelf }) => {
    const { bucket, key, headers, message, payload } = request;
    const { bytes, checksums } = await receive(message, payload);
    // From here to the put there is no turn of the event loop: the condition and the write are one step.
    checkWrite(headers, shelf.find(bucket, key));
    const object = shelf.put(bucket, key, bytes, { ...headOf(request), checksums });
    return {
      status: 200,
      headers: { etag: object.etag, ...checksumHeaders(checksums), ...versionOf(object) },
    };
  },
};

export const getObject: Operation = {
  name: 'GetObject',
  grants: onObject('s3:GetObject'),
  run: (request, { shelf }) => readObject(request, shelf.get(request.bucket, request.key)),
};

export const headObject: Operation = { ...getObject, name: 'HeadObject' };

export const deleteObject: Operation = {
  name: 'DeleteObject',
  grants: onObject('s3:DeleteObject'),
  run: ({ bucket, key, headers }, { shelf }) => {
    const current = shelf.find(bucket, key);
    if (headers['if-match'] !== undefined) checkWrite(headers, current);
    shelf.delete(bucket, key);
    return { status: 204 };
  },
};

export const putTagging: Operation = {
  name: 'PutObjectTagging',
  grants: onObject('s3:PutObjectTagging'),
  run: async ({ bucket, key, message }, { shelf }) => {
    const tagging = (await readBody(message)).toString();
    shelf.place(bucket, key, { ...shelf.get(bucket, key), tagging });
    return { status: 200 };
  },
};

export const getTagging: Operation = {
  name: 'GetObjectTagging',
  grants: onObject('s3:GetObjectTagging'),
  run: ({ bucket, key }, { shelf }) => {
    const { tagging } = shelf.get(bucket, key);
    if (tagging === undefined) return xmlAnswer('Tagging', { TagSet: {} });
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: tagging };
  },
};

function readObject({ headers, method, query }: S3Request, object: S3Object): Answer {
  checkRead(headers, object);
  const span = readRange(headers.range, object.size);
  const { first, last } = span ?? { first: 0, last: object.size - 1 };
  return {
    status: span ? 206 : 200,
    headers: {
      etag: object.etag,
      'last-modified': object.modified.toUTCString(),
      'accept-ranges': 'bytes',
      'content-type': query.get('response-content-type') ?? object.contentType,
      'content-length': String(last - first + 1),
      ...object.metadata,
      ...versionOf(object),
      ...(span ? { 'content-range': `bytes ${first}-${last}/${object.size}` } : {}),
      ...(headers['x-amz-checksum-mode'] && !span ? checksumHeaders(object.checksums) : {}),
    },
    body: method === 'HEAD' ? '' : bytesOf(object, { first, last }),
  };
}

function bytesOf({ file }: S3Object, { first, last }: Span): Buffer {
  const bytes = Buffer.alloc(last - first + 1);
  const open = openSync(file, 'r');
  readSync(open, bytes, 0, bytes.length, first);
  closeSync(open);
  return bytes;
}

/** What a request says of the object beside its bytes. */
export function headOf({ headers }: S3Request): ObjectHead {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])),
    checksums: {},
  };
}

const versionOf = ({ version }: S3Object): Record<string, string> =>
  version === undefined ? {} : { 'x-amz-version-id': version };
