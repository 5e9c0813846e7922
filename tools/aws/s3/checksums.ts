import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './error.ts';

/** Checksums that S3 verifies and keeps, by the end of their header `x-amz-checksum-…`, in base64. */
const algorithms: Readonly<Record<string, (bytes: Buffer) => string>> = {
  crc32: (bytes) => base64OfUint32(crc32(bytes)),
  crc32c: (bytes) => base64OfUint32(crc32c(bytes)),
  sha1: (bytes) => createHash('sha1').update(bytes).digest('base64'),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('base64'),
};

export type Checksums = Readonly<Record<string, string>>;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The checksums that a request states, each verified. @throws S3Error BadDigest */
export function verifyChecksums(bytes: Buffer, headers: Headers): Checksums {
  const verified: Record<string, string> = {};
  for (const [name, compute] of Object.entries(algorithms)) {
    const stated = headers[`x-amz-checksum-${name}`];
    if (stated === undefined) continue;
    if (compute(bytes) !== stated)
      throw new S3Error(400, 'BadDigest', `The ${name} you specified did not match`);
    verified[name] = compute(bytes);
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(bytes).digest('base64') !== md5) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match');
  }
  return verified;
}

export const checksumHeaders = (checksums: Checksums): Record<string, string> =>
  Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]));

function base64OfUint32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

/** CRC-32C (Castagnoli), reflected polynomial 0x82F63B78. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0x82f63b78 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
