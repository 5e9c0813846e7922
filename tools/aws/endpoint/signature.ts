import { type BinaryLike, createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Signature Version 4 as AWS checks it: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */

/** Secret of each access key that the endpoint knows. */
export type Credentials = ReadonlyMap<string, string>;

export interface Signer {
  readonly accessKey: string;
  /** `x-amz-content-sha256`: hash of the body, or how the body is streamed. */
  readonly payload: string;
}

export class SignatureError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Claim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  readonly payload: string;
}

export interface Expected {
  readonly service: string;
  readonly credentials: Credentials;
  /** Services other than S3 sign the hash of the body without sending it. */
  readonly bodyHash?: string;
}

/** Who signed a request. @throws SignatureError where nobody whom the endpoint knows did. */
export function verifySignature(request: IncomingMessage, url: URL, expected: Expected): Signer {
  const { service, credentials, bodyHash } = expected;
  const claim = url.searchParams.has('X-Amz-Signature') ? presigned(url) : fromHeaders(request, bodyHash);
  const [accessKey = '', day = '', region = '', signedFor] = claim.credential.split('/');
  const secret = credentials.get(accessKey);
  if (secret === undefined) throw new SignatureError('InvalidAccessKeyId', 'The access key does not exist');
  if (signedFor !== service)
    throw new SignatureError('AccessDenied', `Signed for ${signedFor}, not ${service}`);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, url, claim);
  const toSign = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<BinaryLike>(hmac, `AWS4${secret}`);
  if (hmac(key, toSign).toString('hex') !== claim.signature) {
    throw new SignatureError('SignatureDoesNotMatch', 'The signature does not match the request');
  }
  return { accessKey, payload: claim.payload };
}

function presigned(url: URL): Claim {
  const get = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(get('Date')) ?? [];
  const signedAt = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Date.now() > signedAt + 1000 * Number(get('Expires'))) {
    throw new SignatureError('AccessDenied', 'Request has expired');
  }
  return {
    credential: get('Credential'),
    signedHeaders: get('SignedHeaders'),
    signature: get('Signature'),
    date: get('Date'),
    payload: 'UNSIGNED-PAYLOAD',
  };
}

function fromHeaders({ headers }: IncomingMessage, bodyHash: string | undefined): Claim {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/;
  const [, credential, signedHeaders, signature] = pattern.exec(headers.authorization ?? '') ?? [];
  if (!credential || !signedHeaders || !signature) {
    throw new SignatureError('AccessDenied', 'Anonymous access is forbidden');
  }
  return {
    credential,
    signedHeaders,
    signature,
    date: String(headers['x-amz-date']),
    payload: bodyHash ?? String(headers['x-amz-content-sha256']),
  };
}

function canonicalRequest({ method, headers }: IncomingMessage, url: URL, claim: Claim): string {
  const path = url.pathname
    .split('/')
    .map((part) => encodeStrictly(decodeURIComponent(part)))
    .join('/');
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(([a, av], [b, bv]) => compare(a, b) || compare(av, bv))
    .map((pair) => pair.join('='))
    .join('&');
  const signed = claim.signedHeaders
    .split(';')
    .map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}\n`,
    )
    .join('');
  return [method, path, query, signed, claim.signedHeaders, claim.payload].join('\n');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: everything but unreserved characters. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const sha256 = (data: BinaryLike): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: BinaryLike, data: string): Buffer => createHmac('sha256', key).update(data).digest();
