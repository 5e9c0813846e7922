import { randomUUID } from 'node:crypto';
import {
  DeleteObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Body, ObjectStore, PutOptions, StoredObject } from '../../contracts/ports/object-store.ts';
import { awsError, errorName } from './errors.ts';
import { pause, tries, wholeBody } from './object-body.ts';
import { inPartsOf, putParts, partBytes as usualPart } from './put-parts.ts';

export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Folder of the bucket that holds the store, such as `holdfast/`; the whole bucket where left out. */
  readonly folder?: string;
  /** Bytes of a part of what is put in parts. */
  readonly partBytes?: number;
}

/** An ObjectStore on a bucket. Tags are ETags; conditions are S3's own, so that of two racing writers one wins. */
export function s3Store(options: S3StoreOptions): ObjectStore {
  const place = (key: string) => ({ Bucket: options.bucket, Key: `${options.folder ?? ''}${key}` });
  const locate = (key: string) => `s3://${options.bucket}/${options.folder ?? ''}${key}`;
  const { client, partBytes = usualPart } = options;
  const named = <T>(doing: string, key: string, result: Promise<T>): Promise<T> =>
    result.catch((cause) => {
      throw awsError(cause, `${doing} ${locate(key)}`);
    });
  return {
    get: (key) => named('read', key, getWhole(client, place(key))),
    range: (key, from, to) =>
      named('read', key, getWhole(client, { ...place(key), Range: `bytes=${from}-${to - 1}` })),
    tag: (key) => named('look at', key, tagOf(client, place(key))),
    put: (key, body, how = {}) => named('write', key, putBody({ client, partBytes }, place(key), body, how)),
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
    if (['NoSuchKey', 'InvalidRange'].includes(errorName(error))) return null;
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

/** What fits into one part goes in one request. */
async function putBody(
  { client, partBytes }: { readonly client: S3Client; readonly partBytes: number },
  place: Place,
  body: Body,
  how: PutOptions,
): Promise<boolean> {
  if (typeof body === 'string' || body instanceof Uint8Array) return put(client, place, body, how);
  const parts = inPartsOf(body, partBytes);
  const first = (await parts.next()).value as Uint8Array;
  const second = await parts.next();
  if (second.done) return put(client, place, first, how);
  const writer = randomUUID();
  async function* all() {
    yield first;
    yield second.value as Uint8Array;
    yield* parts;
  }
  try {
    const metadata = { writer };
    await putParts(client, all(), { place, condition: conditionOf(how), metadata });
    return true;
  } catch (error) {
    // the answer to the last request may have been lost, and the SDK's next attempt meets no upload any more
    const mayBeDone = isRefusal(error) || errorName(error) === 'NoSuchUpload';
    if (mayBeDone && (await isOurs(client, place, writer))) return true;
    if (isRefusal(error)) return false;
    throw error;
  }
}

const conditionOf = ({ ifAbsent, ifMatch }: PutOptions) => ({
  ...(ifAbsent ? { IfNoneMatch: '*' } : {}),
  ...(ifMatch ? { IfMatch: ifMatch } : {}),
});

async function put(
  client: S3Client,
  place: Place,
  bytes: Uint8Array | string,
  how: PutOptions,
): Promise<boolean> {
  const writer = randomUUID();
  const condition = conditionOf(how);
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
