import { S3Client } from '@aws-sdk/client-s3';
import type { Lake } from '../../tools/aws/athena/lake.ts';
import type { SqlEngine } from '../../tools/aws/athena/sql-engine.ts';
import { region } from '../../tools/aws/endpoint/calls.ts';
import { trinoEngine } from './engine/trino-engine.ts';
import { s3Lake } from './s3-lake.ts';

/** The S3 server and the Trino server over it that `tests/trino/run.sh` has started. */
export interface Servers {
  /** Of the S3 server. */
  readonly url: string;
  /** The S3 server's one account, which Trino has too. */
  readonly account: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly s3: S3Client;
  readonly lake: Lake;
  readonly engine: SqlEngine;
}

export function servers(): Servers {
  const url = given('AWS_ENDPOINT_URL_S3');
  const account = {
    accessKeyId: given('AWS_ACCESS_KEY_ID'),
    secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
  };
  const s3 = new S3Client({ region, endpoint: url, forcePathStyle: true, credentials: account });
  const lake = s3Lake(s3);
  return { url, account, s3, lake, engine: trinoEngine(given('TRINO_URL'), lake) };
}

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run these tests by tests/trino/run.sh`);
  return value;
}
