import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request taken apart: path-style, `/bucket/key`. An empty key concerns the bucket. */
export interface S3Request {
  readonly message: IncomingMessage;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly bucket: string;
  readonly key: string;
  /** `x-amz-content-sha256`: how the body is signed. */
  readonly payload: string;
}

export function readRequest(message: IncomingMessage, url: URL, payload: string): S3Request {
  const [, bucket = '', ...rest] = url.pathname.split('/');
  return {
    message,
    method: message.method ?? 'GET',
    headers: message.headers,
    query: url.searchParams,
    bucket: decodeURIComponent(bucket),
    key: decodeURIComponent(rest.join('/')),
    payload,
  };
}
