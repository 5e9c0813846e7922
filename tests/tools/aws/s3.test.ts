import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { presign } from '../../../platform/aws/presign.ts';
import { region } from '../../../tools/aws/endpoint/calls.ts';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { type S3Endpoint, startS3 } from '../../../tools/aws/s3/server.ts';

const around = surroundings();
const Bucket = 'lake';
let endpoint: S3Endpoint;
let s3: S3Client;

const client = (secretAccessKey = 'secret-of-TEST') =>
  new S3Client({
    endpoint: endpoint.url,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'TEST', secretAccessKey },
  });

beforeAll(async () => {
  endpoint = await startS3(around);
  s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => endpoint.close());
beforeEach(() => around.faults.clear());

type Body = NonNullable<PutObjectCommandInput['Body']>;
const put = (Key: string, Body: Body, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? new Uint8Array());
};
const text = async (Key: string) => (await get(Key)).toString();
/** Bytes that repeat in no period a bug would show. */
const bytes = (length: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * i + (i >> 8)) & 255));
const refused = (code: string, status: number) => ({
  name: code,
  $metadata: expect.objectContaining({ httpStatusCode: status }),
});

describe('buckets', () => {
  it('exist, have a place, and are deleted only when empty', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'other' }));
    await s3.send(new HeadBucketCommand({ Bucket: 'other' }));
    await s3.send(new GetBucketLocationCommand({ Bucket: 'other' }));
    await s3.send(new PutObjectCommand({ Bucket: 'other', Key: 'a', Body: '1' }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject(
      refused('BucketNotEmpty', 409),
    );
    await s3.send(new DeleteObjectCommand({ Bucket: 'other', Key: 'a' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'other' }));
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject(
      refused('NotFound', 404),
    );
  });

  it('give each put a version when they are told to', async () => {
    const Bucket = 'versioned';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const first = await s3.send(new PutObjectCommand({ Bucket, Key: 'v', Body: '1' }));
    const second = await s3.send(new PutObjectCommand({ Bucket, Key: 'v', Body: '2' }));
    expect(first.VersionId).toBeTruthy();
    expect(second.VersionId).not.toBe(first.VersionId);
  });
});

describe('putting and getting', () => {
  it.each([
    'plain',
    'a/b c+é=1.txt',
    "it's (odd)*!~/~.csv",
    'ключ/数据&<x>.json',
    'double//slash',
    'dt=2026-01-01/%41',
  ])('keeps the object under the key %s', async (key) => {
    await put(key, `bytes of ${key}`, { ContentType: 'text/plain', Metadata: { run: 'x1' } });
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    expect(await found.Body?.transformToString()).toBe(`bytes of ${key}`);
    expect(found).toMatchObject({ ContentType: 'text/plain', Metadata: { run: 'x1' } });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
    expect(Contents?.map((object) => object.Key)).toEqual([key]);
  });

  it('answers with the tag of the content, the same for the same bytes', async () => {
    const md5 = createHash('md5').update('same').digest('hex');
    expect((await put('tag/1', 'same')).ETag).toBe(`"${md5}"`);
    expect((await put('tag/2', 'same')).ETag).toBe(`"${md5}"`);
  });

  it('takes an empty object', async () => {
    await put('empty', '');
    expect(await text('empty')).toBe('');
  });

  it('takes a body that is streamed in chunks, its checksum in the trailer', async () => {
    const body = bytes(3_000_000);
    const stream = Readable.from([body.subarray(0, 1_000_000), body.subarray(1_000_000)]);
    await put('streamed', stream, { ContentLength: body.length });
    expect((await get('streamed')).equals(body)).toBe(true);
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('verifies and keeps a %s', async (algorithm) => {
    await put(`sums/${algorithm}`, 'checked', { ChecksumAlgorithm: algorithm });
    const head = new HeadObjectCommand({ Bucket, Key: `sums/${algorithm}`, ChecksumMode: 'ENABLED' });
    expect((await s3.send(head))[`Checksum${algorithm}`]).toBeTruthy();
    expect(await text(`sums/${algorithm}`)).toBe('checked');
  });

  it('knows the CRC-32C of the standard check string', async () => {
    await put('sums/check', '123456789', { ChecksumAlgorithm: 'CRC32C' });
    const head = new HeadObjectCommand({ Bucket, Key: 'sums/check', ChecksumMode: 'ENABLED' });
    expect((await s3.send(head)).ChecksumCRC32C).toBe(Buffer.from('e3069283', 'hex').toString('base64'));
  });

  it('refuses a body that is not the one announced', async () => {
    const ChecksumSHA256 = Buffer.alloc(32).toString('base64');
    await expect(put('bad', 'hi', { ChecksumSHA256 })).rejects.toMatchObject(refused('BadDigest', 400));
    const ContentMD5 = Buffer.alloc(16).toString('base64');
    await expect(put('bad', 'hi', { ContentMD5 })).rejects.toMatchObject(refused('BadDigest', 400));
    await expect(text('bad')).rejects.toMatchObject(refused('NoSuchKey', 404));
  });

  it.each([
    ['bytes=10-19', 10, 'bytes 10-19/100'],
    ['bytes=90-', 10, 'bytes 90-99/100'],
    ['bytes=-8', 8, 'bytes 92-99/100'],
    ['bytes=95-1000', 5, 'bytes 95-99/100'],
  ])('answers the range %s', async (Range, length, ContentRange) => {
    const body = bytes(100);
    await put('range', body);
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
    const start = Number(/\d+/.exec(ContentRange)?.[0]);
    expect(found.ContentRange).toBe(ContentRange);
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).toEqual(
      body.subarray(start, start + length),
    );
  });

  it('refuses a range beyond the end', async () => {
    await put('short', 'abc');
    const beyond = new GetObjectCommand({ Bucket, Key: 'short', Range: 'bytes=10-20' });
    await expect(s3.send(beyond)).rejects.toMatchObject(refused('InvalidRange', 416));
  });

  it('says what is not there', async () => {
    await expect(text('nowhere')).rejects.toMatchObject(refused('NoSuchKey', 404));
    const head = new HeadObjectCommand({ Bucket, Key: 'nowhere' });
    await expect(s3.send(head)).rejects.toMatchObject(refused('NotFound', 404));
    const elsewhere = new GetObjectCommand({ Bucket: 'no-bucket', Key: 'nowhere' });
    await expect(s3.send(elsewhere)).rejects.toMatchObject(refused('NoSuchBucket', 404));
  });
});

describe('conditions', () => {
  it('puts only where nothing is', async () => {
    await put('lock', '1', { IfNoneMatch: '*' });
    await expect(put('lock', '2', { IfNoneMatch: '*' })).rejects.toMatchObject(
      refused('PreconditionFailed', 412),
    );
    expect(await text('lock')).toBe('1');
  });

  it('puts only over the object whose tag is known', async () => {
    const { ETag } = await put('swap', '1');
    await expect(put('swap', '2', { IfMatch: '"deadbeef"' })).rejects.toMatchObject(
      refused('PreconditionFailed', 412),
    );
    await put('swap', '2', { IfMatch: ETag });
    await expect(put('swap', '3', { IfMatch: ETag })).rejects.toMatchObject(
      refused('PreconditionFailed', 412),
    );
    await expect(put('swap-nothing', '1', { IfMatch: ETag })).rejects.toMatchObject(
      refused('NoSuchKey', 404),
    );
  });

  it('lets one of twenty racing writers win', async () => {
    const race = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => put('race', String(i), { IfNoneMatch: '*' })),
    );
    const winner = race.findIndex(({ status }) => status === 'fulfilled');
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await text('race')).toBe(String(winner));
  });

  it('loses no update of eight writers who swap by tag', async () => {
    await put('counter', '0');
    const increment = async (): Promise<void> => {
      const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'counter' }));
      const next = Number(await found.Body?.transformToString()) + 1;
      await put('counter', String(next), { IfMatch: found.ETag }).catch(increment);
    };
    await Promise.all(Array.from({ length: 8 }, increment));
    expect(await text('counter')).toBe('8');
  });

  it('answers 304 for what the reader has already', async () => {
    const { ETag } = await put('cached', '1');
    const again = new GetObjectCommand({ Bucket, Key: 'cached', IfNoneMatch: ETag });
    await expect(s3.send(again)).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe('listing', () => {
  beforeAll(async () => {
    const keys = Array.from({ length: 25 }, (_, i) => `p/dt=2026-01-0${(i % 5) + 1}/f${i}.parquet`);
    for (const key of keys) await put(key, 'x');
  });

  it('pages through all keys in the order of their bytes', async () => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'p/', MaxKeys: 10, ContinuationToken }),
      );
      found.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(found).toHaveLength(25);
    expect(found).toEqual([...found].sort());
  });

  it('folds keys by a delimiter, over pages too', async () => {
    const folders: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'p/', Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      folders.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(folders).toEqual([1, 2, 3, 4, 5].map((day) => `p/dt=2026-01-0${day}/`));
  });

  it('begins after a key', async () => {
    const after = new ListObjectsV2Command({ Bucket, Prefix: 'p/', StartAfter: 'p/dt=2026-01-04' });
    expect((await s3.send(after)).KeyCount).toBe(10);
  });
});

describe('many parts', () => {
  const part = 5 * 1024 * 1024;
  const begin = async (Key: string) =>
    (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId ?? '';
  const upload = async (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string) =>
    (await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))).ETag;

  it('become one object', async () => {
    const Key = 'multi';
    const body = bytes(2 * part + 1234);
    const UploadId = await begin(Key);
    const Parts = [];
    for (const [i, from] of [0, part, 2 * part].entries()) {
      const ETag = await upload(
        Key,
        UploadId,
        i + 1,
        body.subarray(from, Math.min(from + part, body.length)),
      );
      Parts.push({ PartNumber: i + 1, ETag });
    }
    const complete = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
    const { ETag } = await s3.send(new CompleteMultipartUploadCommand(complete));
    expect(ETag).toMatch(/-3"$/);
    expect((await get(Key)).equals(body)).toBe(true);
  });

  it('are copied from another object, range by range', async () => {
    const body = bytes(part + 10);
    await put('long', body);
    const UploadId = await begin('long-copy');
    const Parts = [];
    for (const [i, range] of [`0-${part - 1}`, `${part}-${part + 9}`].entries()) {
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: 'long-copy',
          UploadId,
          PartNumber: i + 1,
          CopySource: `${Bucket}/long`,
          CopySourceRange: `bytes=${range}`,
        }),
      );
      Parts.push({ PartNumber: i + 1, ETag: CopyPartResult?.ETag });
    }
    const complete = { Bucket, Key: 'long-copy', UploadId, MultipartUpload: { Parts } };
    await s3.send(new CompleteMultipartUploadCommand(complete));
    expect((await get('long-copy')).equals(body)).toBe(true);
  });

  it('are put together only under the condition of the last call', async () => {
    await put('multi-there', '1');
    const UploadId = await begin('multi-there');
    const ETag = await upload('multi-there', UploadId, 1, 'abc');
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = { Bucket, Key: 'multi-there', UploadId, IfNoneMatch: '*', MultipartUpload };
    await expect(s3.send(new CompleteMultipartUploadCommand(complete))).rejects.toMatchObject(
      refused('PreconditionFailed', 412),
    );
  });

  it('must be large, all but the last', async () => {
    const UploadId = await begin('small-parts');
    const Parts = [];
    for (const n of [1, 2]) {
      Parts.push({ PartNumber: n, ETag: await upload('small-parts', UploadId, n, 'abc') });
    }
    const complete = { Bucket, Key: 'small-parts', UploadId, MultipartUpload: { Parts } };
    await expect(s3.send(new CompleteMultipartUploadCommand(complete))).rejects.toMatchObject(
      refused('EntityTooSmall', 400),
    );
  });

  it('are listed, and gone when the upload is given up', async () => {
    const Key = 'given-up';
    const UploadId = await begin(Key);
    await upload(Key, UploadId, 1, 'abc');
    const { Parts } = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    expect(Parts).toMatchObject([{ PartNumber: 1, Size: 3 }]);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    await expect(upload(Key, UploadId, 2, 'abc')).rejects.toMatchObject(refused('NoSuchUpload', 404));
  });
});

describe('copying, tagging, deleting', () => {
  it('copies an object with its metadata, whatever its key', async () => {
    await put('from/a b+ü.txt', 'copied', { Metadata: { run: 'r' } });
    const CopySource = encodeURI(`${Bucket}/from/a b+ü.txt`).replace('+', '%2B');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to/copy', CopySource }));
    const copy = await s3.send(new GetObjectCommand({ Bucket, Key: 'to/copy' }));
    expect(await copy.Body?.transformToString()).toBe('copied');
    expect(copy.Metadata).toEqual({ run: 'r' });
  });

  it('copies only what is there, and only under the condition', async () => {
    const copy = (more: object) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: 'to/copy', CopySource: `${Bucket}/nothing`, ...more }));
    await expect(copy({})).rejects.toMatchObject(refused('NoSuchKey', 404));
    await put('something', '1');
    const again = { Key: 'to/once', CopySource: `${Bucket}/something`, IfNoneMatch: '*' };
    await copy(again);
    await expect(copy(again)).rejects.toMatchObject(refused('PreconditionFailed', 412));
  });

  it('keeps tags', async () => {
    await put('tagged', '1');
    const Tagging = { TagSet: [{ Key: 'kept', Value: 'a & b' }] };
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging }));
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }));
    expect(TagSet).toEqual(Tagging.TagSet);
  });

  it('deletes many keys in one call, those not there as well', async () => {
    await put('d/1 & <2>', '1');
    await put('d/3', '1');
    const Objects = [{ Key: 'd/1 & <2>' }, { Key: 'd/3' }, { Key: 'd/not-there' }];
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(3);
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'd/' }))).KeyCount).toBe(0);
  });
});

describe('who may call', () => {
  it('refuses a wrong secret and a caller it does not know', async () => {
    const wrong = client('wrong').send(new GetObjectCommand({ Bucket, Key: 'plain' }));
    await expect(wrong).rejects.toMatchObject(refused('SignatureDoesNotMatch', 403));
    const anonymous = await fetch(`${endpoint.url}/${Bucket}/plain`);
    expect(anonymous.status).toBe(403);
  });

  it('takes a signed link, for reading and for writing, and none that was tampered with', async () => {
    await put('linked', 'through a link');
    const link = await presign(s3, new GetObjectCommand({ Bucket, Key: 'linked' }), 60);
    expect(await (await fetch(link)).text()).toBe('through a link');
    expect((await fetch(link.replace(/Signature=..../, 'Signature=0000'))).status).toBe(403);
    const upload = await presign(s3, new PutObjectCommand({ Bucket, Key: 'uploaded' }), 60);
    expect((await fetch(upload, { method: 'PUT', body: 'put' })).status).toBe(200);
    expect(await text('uploaded')).toBe('put');
  });

  it('refuses a link that has expired', async () => {
    const link = await presign(s3, new GetObjectCommand({ Bucket, Key: 'linked' }), -5);
    expect((await fetch(link)).status).toBe(403);
  });
});

describe('what is written down', () => {
  it('names caller, action and resource as a policy does', async () => {
    around.calls.length = 0;
    await put('noted', '1');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'noted-too', CopySource: `${Bucket}/noted` }));
    await expect(text('not-noted')).rejects.toThrow();
    expect(around.calls.map(({ caller, action, resource }) => [caller, action, resource])).toEqual([
      ['TEST', 's3:PutObject', 'arn:aws:s3:::lake/noted'],
      ['TEST', 's3:GetObject', 'arn:aws:s3:::lake/noted'],
      ['TEST', 's3:PutObject', 'arn:aws:s3:::lake/noted-too'],
      ['TEST', 's3:GetObjectTagging', 'arn:aws:s3:::lake/noted'],
      ['TEST', 's3:PutObjectTagging', 'arn:aws:s3:::lake/noted-too'],
      ['TEST', 's3:GetObject', 'arn:aws:s3:::lake/not-noted'],
      ['TEST', 's3:ListBucket', 'arn:aws:s3:::lake'],
    ]);
  });
});

describe('faults', () => {
  it.each([
    ['throttle', { name: 'SlowDown' }],
    ['server-error', { name: 'InternalError' }],
    ['denied', { name: 'AccessDenied' }],
    ['expired-token', { name: 'ExpiredToken' }],
    ['conflict', { name: 'ConditionalRequestConflict' }],
    ['cut', { code: 'ECONNRESET' }],
  ] as const)('strike the call they are meant for: %s', async (kind, error) => {
    around.faults.inject({ kind, matches: ({ action }) => action === 's3:PutObject', nth: 2 });
    await put('struck', '1');
    await expect(put('struck', '2')).rejects.toMatchObject(error);
    expect(await text('struck')).toBe('1');
    await put('struck', '3');
  });

  it('cut the answer of what was done', async () => {
    around.faults.inject({ kind: 'cut-after' });
    await expect(put('done', 'done')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await text('done')).toBe('done');
  });

  it('turn a bit over, which the checksum shows', async () => {
    await put('turned', 'some bytes');
    around.faults.inject({ kind: 'corrupt' });
    await expect(text('turned')).rejects.toThrow(/[Cc]hecksum/);
  });
});
