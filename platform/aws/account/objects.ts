import {
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { InputConfig } from '../../../contracts/config/config.ts';
import { isDataFile } from '../../data-files.ts';
import { awsError } from '../errors.ts';
import { placeOf } from '../s3-files.ts';
import type { LookedAtObject } from './looked-at.ts';

/** So many objects of a folder are looked at one by one; the others are like them. */
const closely = 20;

/**
 * The data files at a URI, which is an object or a folder; the first of them are read at their first byte, so that a key or a
 * policy that refuses is seen.
 * @throws HoldfastError with what could not be listed or read
 */
export async function lookAtObjects(s3: S3Client, uri: string, format: string): Promise<LookedAtObject[]> {
  const { Bucket, Key } = placeOf(uri);
  const found: LookedAtObject[] = [];
  const doing = async () => {
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: Key })) {
      for (const { Key: key = '', Size: bytes = 0, LastModified: changed = new Date(0) } of page.Contents ??
        [])
        if (isOfInput(Key, key, bytes, format))
          found.push({ bucket: Bucket, key, bytes, changed, kmsKey: null });
    }
  };
  await named(`list ${uri}`, doing());
  const first = await Promise.all(found.slice(0, closely).map((one) => lookClosely(s3, one)));
  return [...first, ...found.slice(closely)];
}

function isOfInput(wanted: string, key: string, bytes: number, format: string): boolean {
  if (key === wanted) return bytes > 0 && !key.endsWith('/');
  const folder = wanted === '' ? '' : `${wanted.replace(/\/$/, '')}/`;
  return (
    key.startsWith(folder) && isDataFile(key.slice(folder.length), bytes, format as InputConfig['format'])
  );
}

async function lookClosely(s3: S3Client, object: LookedAtObject): Promise<LookedAtObject> {
  const place = { Bucket: object.bucket, Key: object.key };
  const uri = `s3://${object.bucket}/${object.key}`;
  const { SSEKMSKeyId } = await named(`look at ${uri}`, s3.send(new HeadObjectCommand(place)));
  const { Body } = await named(
    `read ${uri}`,
    s3.send(new GetObjectCommand({ ...place, Range: 'bytes=0-0' })),
  );
  await Body?.transformToByteArray();
  return { ...object, kmsKey: SSEKMSKeyId ?? null };
}

const named = <T>(doing: string, answer: Promise<T>): Promise<T> =>
  answer.catch((cause) => {
    throw awsError(cause, doing);
  });
