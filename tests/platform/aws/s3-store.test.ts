import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { s3Store } from '../../../platform/aws/s3-store.ts';
import { region } from '../../../tools/aws/endpoint/calls.ts';
import type { FaultKind } from '../../../tools/aws/endpoint/faults.ts';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { type S3Endpoint, startS3 } from '../../../tools/aws/s3/server.ts';

const around = surroundings();
let endpoint: S3Endpoint;
let store: ObjectStore;

beforeAll(async () => {
  endpoint = await startS3(around);
  const credentials = { accessKeyId: 'TEST', secretAccessKey: 'secret-of-TEST' };
  const client = new S3Client({ endpoint: endpoint.url, region, credentials });
  await client.send(new CreateBucketCommand({ Bucket: 'lake' }));
  store = s3Store({ client, bucket: 'lake', folder: 'holdfast/', partBytes: 5 * 2 ** 20 });
});
afterAll(() => endpoint.close());
beforeEach(() => around.faults.clear());

const text = async (key: string) => {
  const bytes = await store.get(key);
  return bytes && new TextDecoder().decode(bytes);
};
const strike = (kind: FaultKind, action: string, times = 1) =>
  around.faults.inject({ kind, times, matches: (call) => call.action === action });

describe('an object store on a bucket', () => {
  it('keeps objects in its folder of the bucket and says where', async () => {
    await store.put('runs/a b+é.json', '{}');
    expect(await text('runs/a b+é.json')).toBe('{}');
    expect(store.locate('runs/a b+é.json')).toBe('s3://lake/holdfast/runs/a b+é.json');
    expect(endpoint.shelf.keys('lake', '')).toContain('holdfast/runs/a b+é.json');
  });

  it('reads a part of an object', async () => {
    await store.put('digits', '0123456789');
    expect(new TextDecoder().decode((await store.range('digits', 3, 7))!)).toBe('3456');
  });

  it('answers null for what is not there', async () => {
    expect(await store.range('nothing', 0, 1)).toBeNull();
    expect(await store.get('nothing')).toBeNull();
    expect(await store.tag('nothing')).toBeNull();
    await store.delete('nothing');
  });

  it('lists all keys under a prefix, page after page, in order', async () => {
    for (let i = 0; i < 1005; i++) {
      endpoint.shelf.put('lake', `holdfast/many/${String(i).padStart(4, '0')}`, Buffer.from('x'));
    }
    const found = await store.list('many/');
    expect(found).toHaveLength(1005);
    expect(found[0]).toEqual({ key: 'many/0000', size: 1, tag: await store.tag('many/0000') });
    expect(found.map(({ key }) => key)).toEqual(found.map(({ key }) => key).sort());
  });

  it('deletes', async () => {
    await store.put('gone', '1');
    await store.delete('gone');
    expect(await store.get('gone')).toBeNull();
  });
});

describe('conditions', () => {
  it('puts where nothing is, once', async () => {
    expect(await store.put('once', '1', { ifAbsent: true })).toBe(true);
    expect(await store.put('once', '2', { ifAbsent: true })).toBe(false);
    expect(await text('once')).toBe('1');
  });

  it('takes the tag it gave', async () => {
    await store.put('swap', '1');
    const tag = (await store.tag('swap')) ?? '';
    expect(await store.put('swap', '2', { ifMatch: tag })).toBe(true);
    expect(await store.put('swap', '3', { ifMatch: tag })).toBe(false);
    expect(await store.put('swap-nothing', '1', { ifMatch: tag })).toBe(false);
    expect(await text('swap')).toBe('2');
  });

  it('lets one of many racing writers win', async () => {
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, i) => store.put('race', String(i), { ifAbsent: true })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await text('race')).toBe(String(won.indexOf(true)));
  });

  it('knows its own put when the answer to it was lost', async () => {
    strike('cut-after', 's3:PutObject');
    expect(await store.put('lost-answer', '1', { ifAbsent: true })).toBe(true);
    const tag = (await store.tag('lost-answer')) ?? '';
    strike('cut-after', 's3:PutObject');
    expect(await store.put('lost-answer', '2', { ifMatch: tag })).toBe(true);
    expect(await text('lost-answer')).toBe('2');
  });

  it('does not take the equal object of another writer for its own', async () => {
    await store.put('equal', 'same', { ifAbsent: true });
    strike('cut', 's3:PutObject');
    expect(await store.put('equal', 'same', { ifAbsent: true })).toBe(false);
  });
});

describe('a body in parts', () => {
  const partBytes = 5 * 2 ** 20;
  const size = 2 * partBytes + 5;
  const whole = Buffer.alloc(size);
  for (let i = 0; i < size; i += 4093) whole[i] = i % 251;
  /** The bytes in pieces of another length than S3 takes; ends with an error where one is given. */
  async function* pieces(error?: Error, length = 999_983) {
    for (let from = 0; from < size; from += length) {
      yield whole.subarray(from, from + length);
    }
    if (error !== undefined) throw error;
  }
  let others = 0;
  const operations = () => around.calls.map(({ operation }) => operation);
  beforeEach(() => void around.calls.splice(0));

  it('is one object, byte for byte, uploaded a part at a time', async () => {
    expect(await store.put('large', pieces())).toBe(true);
    expect(operations()).toEqual([
      'CreateMultipartUpload',
      ...['UploadPart', 'UploadPart', 'UploadPart'],
      'CompleteMultipartUpload',
    ]);
    expect(whole.equals((await store.get('large'))!)).toBe(true);
    expect(await store.range('large', size - 2, size + 9)).toEqual(new Uint8Array(whole.subarray(-2)));
    expect(await store.range('large', size, size + 1)).toBeNull();
  });

  it('is put in one request where it fits into one, and where there is nothing in it', async () => {
    async function* small() {
      for (const letter of ['a', 'b', '', 'c']) yield Buffer.from(letter);
    }
    async function* nothing() {}
    await store.put('small', small());
    await store.put('nothing-in-it', nothing());
    expect([await text('small'), await text('nothing-in-it')]).toEqual(['abc', '']);
    expect(operations().filter((name) => name !== 'GetObject')).toEqual(['PutObject', 'PutObject']);
  });

  it('leaves what was there, and no parts, where it ends with an error', async () => {
    await store.put('half', 'before');
    const failed = store.put('half', pieces(new Error('no more rows')));
    await expect(failed).rejects.toThrow('no more rows');
    expect(await text('half')).toBe('before');
    expect(operations()).toContain('AbortMultipartUpload');
    strike('denied', 's3:AbortMultipartUpload');
    await expect(store.put('half', pieces(new Error('no more rows')))).rejects.toThrow('no more rows');
  });

  it('asks its condition when all has been sent', async () => {
    async function* overtaken(key: string) {
      yield* pieces();
      await store.put(key, `another ${++others}`);
    }
    expect(await store.put('first', overtaken('first'), { ifAbsent: true })).toBe(false);
    const tag = (await store.tag('first'))!;
    expect(await store.put('first', overtaken('first'), { ifMatch: tag })).toBe(false);
    expect(await text('first')).toBe('another 2');
    const now = (await store.tag('first'))!;
    expect(await store.put('first', pieces(), { ifMatch: now })).toBe(true);
    expect(await store.put('first', pieces(), { ifAbsent: true })).toBe(false);
    expect(await store.put('second', pieces(), { ifAbsent: true })).toBe(true);
    expect(whole.equals((await store.get('second'))!)).toBe(true);
  });

  it.each(['throttle', 'server-error', 'cut', 'cut-after', 'slow'] as const)(
    'arrives all the same: %s, whichever call it strikes',
    async (kind) => {
      for (const nth of [1, 2, 5]) {
        around.faults.clear();
        around.faults.inject({ kind, nth, matches: ({ action }) => action === 's3:PutObject' });
        expect(await store.put(`parts/${kind}`, pieces())).toBe(true);
        around.faults.clear();
        expect(whole.equals((await store.get(`parts/${kind}`))!)).toBe(true);
      }
    },
  );
});

describe('when things go wrong', () => {
  it.each(['throttle', 'server-error', 'cut', 'cut-after', 'slow', 'conflict'] as const)(
    'puts all the same: %s',
    async (kind) => {
      strike(kind, 's3:PutObject');
      expect(await store.put(`put/${kind}`, kind)).toBe(true);
      expect(await text(`put/${kind}`)).toBe(kind);
    },
  );

  it.each(['throttle', 'server-error', 'cut', 'slow', 'corrupt'] as const)(
    'gets all the same: %s',
    async (kind) => {
      await store.put('got', 'the bytes');
      strike(kind, 's3:GetObject');
      expect(await text('got')).toBe('the bytes');
    },
  );

  it('says what it could not do, and that it may be tried again', async () => {
    strike('throttle', 's3:GetObject', 100);
    const failed = store.get('throttled');
    await expect(failed).rejects.toBeInstanceOf(TransientError);
    await expect(failed).rejects.toThrow('Could not read s3://lake/holdfast/throttled: SlowDown');
  });

  it('takes expired credentials for a thing that passes, and a missing permission for one that does not', async () => {
    strike('expired-token', 's3:PutObject', 100);
    await expect(store.put('a', '1')).rejects.toBeInstanceOf(TransientError);
    around.faults.clear();
    strike('denied', 's3:PutObject');
    const denied = store.put('a', '1');
    await expect(denied).rejects.not.toBeInstanceOf(TransientError);
    await expect(denied).rejects.toThrow(/write s3:.*AccessDenied.*permission/);
  });
});
