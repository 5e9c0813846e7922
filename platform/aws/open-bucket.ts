import { S3Client } from '@aws-sdk/client-s3';
import { ConfigError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { clientSettings } from './client-settings.ts';
import { s3Store } from './s3-store.ts';

/**
 * The store at `s3://bucket` or `s3://bucket/folder`, with the credentials and the region of whoever asks.
 * @throws ConfigError for a URI that names no bucket
 */
export function openBucket(uri: string): ObjectStore {
  const [, bucket, folder = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?(.*?)\/*$/.exec(uri) ?? [];
  if (bucket === undefined)
    throw new ConfigError(`${uri} names no bucket; write s3://bucket or s3://bucket/folder`);
  // A person's region may be another than the bucket's.
  const client = new S3Client({ ...clientSettings(), followRegionRedirects: true });
  return s3Store({ client, bucket, folder: folder === '' ? '' : `${folder}/` });
}
