import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectStore, PutOptions, StoredObject } from '../../pipeline/contracts/ports.ts';
import { awsError, errorName, isRetryable } from './errors.ts';

export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Folder of the bucket that holds the store, such as `holdfast/`; the whole bucket where left out. */
  readonly folder?: string;
}

/** Tries of what the SDK does not try again itself: a body cut off half-way, a put that met another. */
const tries = 4;
const pause = (attempt: number) => wait(50 * 2 ** attempt);

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

/** The body comes after the answer's head, where the SDK no longer tries again; it is verified by its checksum. */
async function getWhole(client: S3Client, place: Place): Promise<Uint8Array | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { Body } = await client.send(new GetObjectCommand(place));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (errorName(error) === 'NoSuchKey') return null;
      if (attempt === tries || !isBrokenBody(error)) throw error;
      await pause(attempt);
    }
  }
}

/** An error that did not pass through the SDK's own attempts: the body was cut off, or is not what the checksum says. */
function isBrokenBody(error: unknown): boolean {
  if (!(error instanceof Error) || '$metadata' in error) return false;
  return isRetryable(error) || /checksum mismatch|aborted|premature/i.test(error.message);
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
