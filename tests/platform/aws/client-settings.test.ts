import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { clientSettings } from '../../../platform/aws/client-settings.ts';
import { s3Store } from '../../../platform/aws/s3-store.ts';
import { region } from '../../../tools/aws/endpoint/calls.ts';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { type S3Endpoint, startS3 } from '../../../tools/aws/s3/server.ts';

const around = surroundings();
let endpoint: S3Endpoint;
let store: ObjectStore;

beforeAll(async () => {
  endpoint = await startS3(around);
  endpoint.shelf.createBucket('lake');
  const credentials = { accessKeyId: 'TEST', secretAccessKey: 'secret-of-TEST' };
  const client = new S3Client({ ...clientSettings(300), endpoint: endpoint.url, region, credentials });
  store = s3Store({ client, bucket: 'lake' });
});
afterAll(() => endpoint.close());
beforeEach(() => around.faults.clear());

describe('a client of a function', () => {
  it('gives up a connection that went silent, and tries the call again', async () => {
    const attempts: number[] = [];
    const matches = (_: unknown, attempt: number) => attempts.push(attempt) === 1;
    around.faults.inject({ kind: 'slow', milliseconds: 60_000, matches });
    expect(await store.put('a', '1')).toBe(true);
    expect(attempts).toEqual([1, 2]);
  });

  it.each(['tag', 'get'] as const)('takes expired credentials for a thing that passes: %s', async (what) => {
    around.faults.inject({ kind: 'expired-token', times: 100 });
    await expect(store[what]('a')).rejects.toBeInstanceOf(TransientError);
  });

  it.each(['tag', 'get'] as const)('takes a missing permission for one that does not: %s', async (what) => {
    around.faults.inject({ kind: 'denied', times: 100 });
    const failed = store[what]('a');
    await expect(failed).rejects.not.toBeInstanceOf(TransientError);
    await expect(failed).rejects.toThrow('The role that runs this lacks the permission');
  });
});
