import type { IncomingHttpHeaders } from 'node:http';
import { noSuchKey, preconditionFailed, S3Error } from './error.ts';
import type { S3Object } from './objects.ts';

/** Conditional writes: docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkWrite(headers: IncomingHttpHeaders, current: S3Object | undefined): void {
  if (headers['if-none-match'] === '*' && current) throw preconditionFailed();
  const match = headers['if-match'];
  if (match === undefined) return;
  if (!current) throw noSuchKey();
  if (match !== '*' && match !== current.etag) throw preconditionFailed();
}

export function checkRead(headers: IncomingHttpHeaders, current: S3Object): void {
  if (headers['if-none-match'] === current.etag) throw new S3Error(304, 'NotModified');
  if (headers['if-match'] !== undefined && headers['if-match'] !== current.etag) throw preconditionFailed();
}
