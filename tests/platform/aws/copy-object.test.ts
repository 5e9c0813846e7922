import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyObject } from '../../../platform/aws/s3-files.ts';
import { type Aws, clientsOf, startAws } from '../../../tools/aws/start-aws.ts';

/** More than S3 lets one part but the last be. */
const text = 'id,amount\n'.repeat(600_000);
let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
  aws.s3.shelf.put('lake', 'raw/a b.csv', Buffer.from(text));
});
afterAll(() => aws.close());

const copied = async (partBytes?: number) => {
  const { s3 } = clientsOf(aws);
  aws.calls.length = 0;
  await copyObject(s3, 's3://lake/raw/a b.csv', 's3://lake/scratch/copy', partBytes);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'lake', Key: 'scratch/copy' }));
  return Body?.transformToString();
};

describe('a copy within S3', () => {
  it('holds the bytes, and needs no right to the tags that an object may have', async () => {
    expect(await copied()).toBe(text);
    expect(aws.calls.map(({ operation }) => operation)).toContain('CopyObject');
    expect(aws.calls.filter(({ action }) => action.includes('Tagging'))).toEqual([]);
  });

  it('is made in parts where the object is larger than one call may copy', async () => {
    expect(await copied(5 << 20)).toBe(text);
    const parts = aws.calls.filter(
      ({ operation, action }) => operation === 'UploadPartCopy' && action === 's3:GetObject',
    );
    expect(parts).toHaveLength(2);
  });
});
