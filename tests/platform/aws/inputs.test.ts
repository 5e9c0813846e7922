import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, configSchema } from '../../../contracts/config/config.ts';
import { findCloudInputs } from '../../../platform/aws/inputs.ts';
import { resolveUri } from '../../../platform/aws/resolve-uri.ts';
import { type Aws, clientsOf, startAws } from '../../../tools/aws/start-aws.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws({ buckets: ['lake', 'exports'] });
});
afterAll(() => aws.close());

const put = (key: string, body: string | Buffer, bucket = 'lake') =>
  aws.s3.shelf.put(bucket, key, Buffer.from(body));

const find = (inputs: Record<string, unknown>) => {
  const { s3, athena } = clientsOf(aws);
  const queries = { athena, workgroup: 'holdfast', results: 's3://lake/athena/', running: new Set<string>() };
  return findCloudInputs({ s3, queries, configUri: 's3://lake/raw/' }, {
    inputs: configSchema.shape.inputs.parse(inputs),
  } as Config);
};

const sha256 = (...bodies: (string | Buffer)[]) =>
  bodies.reduce((hash, body) => hash.update(body), createHash('sha256')).digest('hex');

describe('raw files in S3', () => {
  it('are named relative to raw/, or by their URI; the fingerprint is of what they hold', async () => {
    put('raw/people.csv', 'id\n1\n');
    put('orders.csv', 'id\n2\n', 'exports');
    const found = await find({ people: { file: 'people.csv' }, orders: { file: 's3://exports/orders.csv' } });
    expect(found).toMatchObject([
      { name: 'people', locations: ['s3://lake/raw/people.csv'], fingerprint: sha256('id\n1\n') },
      { name: 'orders', locations: ['s3://exports/orders.csv'], fingerprint: sha256('id\n2\n') },
    ]);
  });

  it('in a folder are all of their format, in the order of their keys', async () => {
    put('raw/sales/b.csv', 'two');
    put('raw/sales/a.csv', 'one');
    put('raw/sales/readme.txt', 'no');
    put('raw/sales-old/c.csv', 'no');
    const [found] = await find({ sales: { file: 'sales/' } });
    expect(found).toMatchObject({
      locations: ['s3://lake/raw/sales/a.csv', 's3://lake/raw/sales/b.csv'],
      fingerprint: sha256('one', 'two'),
    });
  });

  it('compressed have the fingerprint of their own bytes', async () => {
    const packed = gzipSync('id\n1\n');
    put('raw/packed.csv.gz', packed);
    expect(await find({ packed: { file: 'packed.csv.gz' } })).toMatchObject([
      { fingerprint: sha256(packed) },
    ]);
  });

  it.each([
    [
      'missing',
      { x: { file: 'nothing.csv' } },
      /inputs\.x\.file: there is no s3:\/\/lake\/raw\/nothing\.csv/,
    ],
    ['empty', { x: { file: 'empty.csv' } }, /inputs\.x: s3:\/\/lake\/raw\/empty\.csv is empty/],
    [
      'cut short',
      { x: { file: 'cut.csv.gz' } },
      /inputs\.x: s3:\/\/lake\/raw\/cut\.csv\.gz is cut short or damaged/,
    ],
  ])('that are %s are refused by name', async (_, inputs, message) => {
    put('raw/empty.csv', '');
    put('raw/cut.csv.gz', gzipSync('id\n'.repeat(5000)).subarray(0, 30));
    await expect(find(inputs)).rejects.toThrow(message);
  });
});

describe('a path of the config', () => {
  it.each([
    ['orders.csv', 's3://lake/raw/orders.csv'],
    ['./2026/orders 1.csv', 's3://lake/raw/2026/orders 1.csv'],
    ['../exports/über.csv', 's3://lake/exports/über.csv'],
    ['s3://other/a b.csv', 's3://other/a b.csv'],
  ])('%s is %s', (file, uri) => {
    expect(resolveUri('s3://lake/raw/', file)).toBe(uri);
  });
});
