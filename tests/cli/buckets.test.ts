import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../contracts/keys.ts';
import { openBucket } from '../../platform/aws/open-bucket.ts';
import { type Aws, startAws } from '../../tools/aws/start-aws.ts';
import { holdfast } from '../support/command-line.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws({ buckets: ['lake'] });
});
afterAll(() => aws.close());
beforeEach(() => {
  for (const [name, value] of Object.entries(aws.env())) vi.stubEnv(name, value);
});
afterEach(() => void vi.unstubAllEnvs());

describe('--out s3://bucket', () => {
  it('takes away in the bucket what no published run needs, in the named folder alone', async () => {
    for (const [folder, key] of [
      ['', 'features/key=a/part-0.parquet'],
      ['/shop', 'features/key=a/part-0.parquet'],
      ['/shop', 'models/retention/v1/manifest.json'],
    ] as const)
      await openBucket(`s3://lake${folder}`).put(key, 'old');
    const said = await holdfast('prune', '--out', 's3://lake/shop/');
    expect(said.out).toMatch(/s3:\/\/lake\/shop\/features\/ +1 file,/);
    expect((await holdfast('prune', '--yes', '--out', 's3://lake/shop')).out).toContain('1 file removed.');
    expect(aws.s3.shelf.keys('lake', '')).toEqual([
      'features/key=a/part-0.parquet',
      'shop/models/retention/v1/manifest.json',
    ]);
    expect(keys.features('a')).toBe('features/key=a/');
  });

  it('says what is wrong with a bucket that is not there, or may not be read', async () => {
    const gone = await holdfast('models', 'list', '--out', 's3://no-such-lake');
    expect(gone).toMatchObject({ code: 1, out: '' });
    expect(gone.err).toMatch(/s3:\/\/no-such-lake\/models.*NoSuchBucket.*Is the bucket named right/);
    aws.faults.inject({ kind: 'denied', matches: ({ action }) => action === 's3:ListBucket' });
    const refused = await holdfast('models', 'list', '--out', 's3://lake');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/AccessDenied.*lacks the permission/);
    expect(refused.err).not.toContain('This is a bug in Holdfast');
  });

  it.each(['s3://', 's3:/lake', 's3://Bad_Bucket/x'])('refuses %s, which names no bucket', async (out) => {
    expect(await holdfast('models', 'list', '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${out} names no bucket`),
    });
  });

  it.each([
    ['run'],
    ['check'],
    ['demo'],
    ['simulate'],
    ['evaluate', 'x.csv', '--target', 'churned'],
    ['experiment', 'x.csv', '--arm', 'arm', '--outcome', 'margin'],
    ['sentiment', 'x.csv', '--text', 'comment'],
    ['models', 'validate'],
  ])('is refused by what computes on this machine, before anything is written: %s', async (...args) => {
    const { code, err } = await holdfast(...args, '--out', 's3://lake/here');
    expect(code).toBe(2);
    expect(err).toContain('--out s3://lake/here: this command computes here and writes to a folder');
  });
});
