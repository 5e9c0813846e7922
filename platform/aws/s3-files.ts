import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { AsyncBuffer } from 'hyparquet';
import { HoldfastError } from '../../contracts/errors.ts';
import { awsError } from './errors.ts';
import { streamedBody, wholeBody } from './object-body.ts';

/** Whole objects and parts of them by their URIs, `s3://bucket/key`. All errors name the object. */

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

export function placeOf(uri: string): Place {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(uri) ?? [];
  if (Bucket === undefined || Key === undefined) throw new HoldfastError(`${uri} is no place in S3`);
  return { Bucket, Key };
}

const named = <T>(doing: string, uri: string, result: Promise<T>): Promise<T> =>
  result.catch((cause) => {
    throw awsError(cause, `${doing} ${uri}`);
  });

export const readObject = (s3: S3Client, uri: string): Promise<Uint8Array> =>
  named('read', uri, wholeBody(s3, placeOf(uri)));

export async function* streamObject(s3: S3Client, uri: string): AsyncGenerator<Uint8Array> {
  try {
    yield* streamedBody(s3, placeOf(uri));
  } catch (cause) {
    throw awsError(cause, `read ${uri}`);
  }
}

/** An object whose parts are fetched as they are asked for. */
export async function rangedObject(s3: S3Client, uri: string): Promise<AsyncBuffer> {
  const looked = s3.send(new HeadObjectCommand(placeOf(uri)));
  const { ContentLength: byteLength = 0 } = await named('look at', uri, looked);
  const slice = async (start: number, end = byteLength) => {
    const part = wholeBody(s3, { ...placeOf(uri), Range: `bytes=${start}-${end - 1}` });
    return new Uint8Array(await named('read', uri, part)).buffer;
  };
  return { byteLength, slice };
}

export async function writeObject(s3: S3Client, uri: string, bytes: Uint8Array): Promise<void> {
  await named('write', uri, s3.send(new PutObjectCommand({ ...placeOf(uri), Body: bytes })));
}

/** Copies within S3, whole or not at all; objects of up to 5 GB. */
/** S3 copies no more in one call; https://docs.aws.amazon.com/AmazonS3/latest/userguide/copy-object.html */
const largestCopy = 5 * 2 ** 30;

/** Copies the bytes of an object, however many. Its tags stay behind: they are the owner's, and reading them takes another right. */
export async function copyObject(
  s3: S3Client,
  from: string,
  to: string,
  partBytes = largestCopy,
): Promise<void> {
  const { Bucket, Key } = placeOf(from);
  const CopySource = `${Bucket}/${Key.split('/').map(encodeURIComponent).join('/')}`;
  const looked = named('look at', from, s3.send(new HeadObjectCommand({ Bucket, Key })));
  const { ContentLength: size = 0, ETag } = await looked;
  const whole = () =>
    s3.send(new CopyObjectCommand({ ...placeOf(to), CopySource, TaggingDirective: 'REPLACE' }));
  const parts = () => copyParts(s3, { ...placeOf(to), CopySource, CopySourceIfMatch: ETag }, size, partBytes);
  await named<unknown>(`copy ${from} to`, to, size <= partBytes ? whole() : parts());
}

/** What a copy that fails leaves behind, the bucket's lifecycle rule takes away. */
async function copyParts(
  s3: S3Client,
  copy: { Bucket: string; Key: string; CopySource: string; CopySourceIfMatch: string | undefined },
  size: number,
  partBytes: number,
): Promise<void> {
  const { Bucket, Key } = copy;
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts: CompletedPart[] = [];
  for (let from = 0; from < size; from += partBytes) {
    const PartNumber = Parts.length + 1;
    const CopySourceRange = `bytes=${from}-${Math.min(from + partBytes, size) - 1}`;
    const part = new UploadPartCopyCommand({ ...copy, UploadId, PartNumber, CopySourceRange });
    const { CopyPartResult } = await s3.send(part);
    Parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
  }
  const MultipartUpload = { Parts };
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
}

export async function listObjects(s3: S3Client, prefix: string): Promise<string[]> {
  const { Bucket, Key: Prefix } = placeOf(prefix);
  const list = async () => {
    const uris: string[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
      for (const { Key } of page.Contents ?? []) uris.push(`s3://${Bucket}/${Key}`);
    }
    return uris;
  };
  return named('list', prefix, list());
}

/** Most objects that one request may delete. */
const mostAtOnce = 1000;

export async function deleteObjects(s3: S3Client, uris: readonly string[]): Promise<void> {
  for (const [Bucket, keys] of byBucket(uris)) {
    for (let from = 0; from < keys.length; from += mostAtOnce) {
      const Objects = keys.slice(from, from + mostAtOnce).map((Key) => ({ Key }));
      const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
      const { Errors = [] } = await named('delete objects of', `s3://${Bucket}/`, s3.send(command));
      const [first] = Errors;
      if (first)
        throw new HoldfastError(
          `Could not delete s3://${Bucket}/${first.Key}: ${first.Code}: ${first.Message}`,
        );
    }
  }
}

function byBucket(uris: readonly string[]): Map<string, string[]> {
  const buckets = new Map<string, string[]>();
  for (const { Bucket, Key } of uris.map(placeOf)) buckets.set(Bucket, [...(buckets.get(Bucket) ?? []), Key]);
  return buckets;
}
