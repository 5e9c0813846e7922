import { randomUUID } from 'node:crypto';
import {
  DeleteObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectStore, PutOptions, StoredObject } from '../../contracts/ports/object-store.ts';
import { awsError, errorName } from './errors.ts';
import { pause, tries, wholeBody } from './object-body.ts';

export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Folder of the bucket that holds the store, such as `holdfast/`; the whole bucket where left out. */
  readonly folder?: string;
}

/** An ObjectStore on a bucket. Tags are ETags; conditions are S3's own, so that of two racing writers one wins. */
export function s3Store(options: S3StoreOptions): ObjectStore {
  const place = (key: string) => ({ Bucket: options.bucket, Key: `${options.folder ?? ''}${key}` });
  const locate = (key: string) => `s3://${options.bucket}/${options.folder ?? ''}${key}`;
  const { client } = options;
  const named = <T>(doing: string, key: string, result: Promise<T>): Promise<T> =>
    result.catch((cause) => {
      throw awsError(cause, `${doing} ${locate(key)}`);
    });
  return {
    get: (key) => named('read', key, getWhole(client, place(key))),
    range: (key, from, to) =>
      named('read', key, getWhole(client, { ...place(key), Range: `bytes=${from}-${to - 1}` })),
    tag: (key) => named('look at', key, tagOf(client, place(key))),
    put: (key, bytes, how = {}) => named('write', key, put(client, place(key), bytes, how)),
    list: (prefix) => named('list', prefix, list(options, prefix)),
    delete: (key) => named('delete', key, remove(client, place(key))),
    locate,
  };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function getWhole(client: S3Client, what: GetObjectCommandInput): Promise<Uint8Array | null> {
  try {
    return await wholeBody(client, what);
  } catch (error) {
    if (errorName(error) === 'NoSuchKey') return null;
    throw error;
  }
}

async function tagOf(client: S3Client, place: Place): Promise<string | null> {
  try {
    return (await client.send(new HeadObjectCommand(place))).ETag ?? null;
  } catch (error) {
    if (errorName(error) === 'NotFound') return null;
    throw error;
  }
}

async function put(
  client: S3Client,
  place: Place,
  bytes: Uint8Array | string,
  { ifAbsent, ifMatch }: PutOptions,
): Promise<boolean> {
  const writer = randomUUID();
  const condition = { ...(ifAbsent ? { IfNoneMatch: '*' } : {}), ...(ifMatch ? { IfMatch: ifMatch } : {}) };
  const command = { ...place, ...condition, Body: bytes, Metadata: { writer } };
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new PutObjectCommand(command));
      return true;
    } catch (error) {
      if (isRefusal(error)) return await isOurs(client, place, writer);
      if (attempt === tries || errorName(error) !== 'ConditionalRequestConflict') throw error;
      await pause(attempt);
    }
  }
}

/** The condition did not hold: another object is there, or none where one had to be. */
const isRefusal = (error: unknown): boolean =>
  errorName(error) === 'PreconditionFailed' || errorName(error) === 'NoSuchKey';

/**
 * Whether the object is the one of this very put. Where the answer to a put was lost, the SDK's next attempt meets the
 * object that the first one wrote and is refused.
 */
async function isOurs(client: S3Client, place: Place, writer: string): Promise<boolean> {
  try {
    const { Metadata } = await client.send(new HeadObjectCommand(place));
    return Metadata?.writer === writer;
  } catch (error) {
    if (errorName(error) === 'NotFound') return false;
    throw error;
  }
}

async function list(
  { client, bucket, folder = '' }: S3StoreOptions,
  prefix: string,
): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: folder + prefix })) {
    for (const { Key = '', Size = 0, ETag } of page.Contents ?? []) {
      found.push({ key: Key.slice(folder.length), size: Size, ...(ETag ? { tag: ETag } : {}) });
    }
  }
  return found;
}

async function remove(client: S3Client, place: Place): Promise<void> {
  await client.send(new DeleteObjectCommand(place));
}
