import type { IncomingMessage } from 'node:http';
import { readBody } from '../endpoint/http-server.ts';
import { sha256 } from '../endpoint/signature.ts';
import { type Checksums, verifyChecksums } from './checksums.ts';
import { S3Error } from './error.ts';

export interface Received {
  readonly bytes: Buffer;
  readonly checksums: Checksums;
}

/**
 * The bytes that a request carries, whole and verified. `payload` is the request's `x-amz-content-sha256`; a streamed
 * body comes in chunks with its checksum in the trailer
 * (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 */
export async function receive(request: IncomingMessage, payload: string): Promise<Received> {
  const raw = await readBody(request);
  if (payload.startsWith('STREAMING-')) return receiveChunked(raw, request);
  if (/^[0-9a-f]{64}$/.test(payload) && sha256(raw) !== payload) {
    throw new S3Error(400, 'XAmzContentSHA256Mismatch');
  }
  return { bytes: raw, checksums: verifyChecksums(raw, request.headers) };
}

function receiveChunked(raw: Buffer, { headers }: IncomingMessage): Received {
  const { bytes, trailer } = unchunk(raw);
  if (Number(headers['x-amz-decoded-content-length']) !== bytes.length) {
    throw new S3Error(400, 'IncompleteBody', 'You did not provide the number of bytes you announced');
  }
  return { bytes, checksums: verifyChecksums(bytes, { ...headers, ...trailer }) };
}

/** Undoes aws-chunked: `size[;extension]\r\n bytes \r\n` … `0\r\n` trailer lines. */
function unchunk(raw: Buffer): { bytes: Buffer; trailer: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(size)) throw new S3Error(400, 'IncompleteBody');
    at = end + 2;
    if (size === 0) break;
    chunks.push(raw.subarray(at, at + size));
    at += size + 2;
  }
  return { bytes: Buffer.concat(chunks), trailer: readTrailer(raw.toString('latin1', at)) };
}

function readTrailer(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
