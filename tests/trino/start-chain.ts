import { AthenaClient } from '@aws-sdk/client-athena';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type AthenaEndpoint, startAthena } from '../aws/athena/server.ts';
import { region } from '../aws/endpoint/calls.ts';
import { admit, surroundings } from '../aws/endpoint/surroundings.ts';
import { trinoEngine } from './engine/trino-engine.ts';
import { s3Lake } from './s3-lake.ts';

/** The SDK's clients on an S3 server and a Trino server; only Athena's way of being asked is ours. */
export interface Chain {
  readonly s3: S3Client;
  readonly athena: AthenaClient;
  readonly endpoint: AthenaEndpoint;
  /** Bucket of this chain alone. */
  readonly bucket: string;
  readonly close: () => Promise<void>;
}

let started = 0;

/** Takes the servers that `tests/trino/run.sh` has started, with a bucket and an Athena endpoint of its own. */
export async function startChain(): Promise<Chain> {
  const accessKeyId = given('AWS_ACCESS_KEY_ID');
  const s3 = new S3Client({
    region,
    endpoint: given('AWS_ENDPOINT_URL_S3'),
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey: given('AWS_SECRET_ACCESS_KEY') },
  });
  const bucket = `lake-${process.pid}-${++started}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const lake = s3Lake(s3);
  const around = surroundings();
  const endpoint = await startAthena(around, {
    engine: trinoEngine(given('TRINO_URL'), lake),
    lake,
    workgroups: { holdfast: { outputLocation: `s3://${bucket}/athena/`, enforced: true } },
    polls: { queued: 0, running: 0 },
  });
  const athena = new AthenaClient({
    region,
    endpoint: endpoint.url,
    credentials: { accessKeyId: 'TEST', secretAccessKey: admit(around, 'TEST') },
  });
  const close = async () => {
    athena.destroy();
    await endpoint.close();
    s3.destroy();
  };
  return { s3, athena, endpoint, bucket, close };
}

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run these tests by tests/trino/run.sh`);
  return value;
}
