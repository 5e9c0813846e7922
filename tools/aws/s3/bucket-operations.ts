import { objectArn } from '../endpoint/calls.ts';
import { readBody } from '../endpoint/http-server.ts';
import { receive } from './body.ts';
import { S3Error } from './error.ts';
import { listPage } from './listing.ts';
import { type Operation, onBucket, xmlAnswer } from './operation.ts';
import { textsOf } from './xml.ts';

export const createBucket: Operation = {
  name: 'CreateBucket',
  grants: onBucket('s3:CreateBucket'),
  run: ({ bucket }, { shelf }) => {
    shelf.createBucket(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  },
};

export const headBucket: Operation = {
  name: 'HeadBucket',
  grants: onBucket('s3:ListBucket'),
  run: ({ bucket }, { shelf }) => {
    shelf.bucket(bucket);
    return { status: 200 };
  },
};

export const deleteBucket: Operation = {
  name: 'DeleteBucket',
  grants: onBucket('s3:DeleteBucket'),
  run: ({ bucket }, { shelf }) => {
    if (shelf.bucket(bucket).objects.size > 0) throw new S3Error(409, 'BucketNotEmpty');
    shelf.buckets.delete(bucket);
    return { status: 204 };
  },
};

export const getBucketLocation: Operation = {
  name: 'GetBucketLocation',
  grants: onBucket('s3:GetBucketLocation'),
  run: ({ bucket }, { shelf }) => {
    shelf.bucket(bucket);
    return xmlAnswer('LocationConstraint', {});
  },
};

export const putBucketVersioning: Operation = {
  name: 'PutBucketVersioning',
  grants: onBucket('s3:PutBucketVersioning'),
  run: async ({ bucket, message }, { shelf }) => {
    const [status] = textsOf((await readBody(message)).toString(), 'Status');
    shelf.bucket(bucket).versioned = status === 'Enabled';
    return { status: 200 };
  },
};

export const listObjects: Operation = {
  name: 'ListObjectsV2',
  grants: onBucket('s3:ListBucket'),
  run: ({ bucket, query }, { shelf }) => {
    const keys = shelf.keys(bucket, query.get('prefix') ?? '');
    const page = listPage(query, keys, (key) => shelf.get(bucket, key));
    return xmlAnswer('ListBucketResult', { Name: bucket, ...page });
  },
};

/** The leave that each key needs is known only with the body; it is recorded for all of the bucket's objects. */
export const deleteObjects: Operation = {
  name: 'DeleteObjects',
  grants: ({ bucket }) => [{ action: 's3:DeleteObject', resource: objectArn(bucket, '*') }],
  run: async ({ bucket, message, payload }, { shelf }) => {
    shelf.bucket(bucket);
    const { bytes } = await receive(message, payload);
    const keys = textsOf(bytes.toString(), 'Key');
    if (keys.length === 0 || keys.length > 1000) throw new S3Error(400, 'MalformedXML');
    for (const key of keys) shelf.delete(bucket, key);
    return xmlAnswer('DeleteResult', { Deleted: keys.map((Key) => ({ Key })) });
  },
};
