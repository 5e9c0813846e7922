import { AthenaClient } from '@aws-sdk/client-athena';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { type AthenaEndpoint, startAthena } from '../../tools/aws/athena/server.ts';
import { region } from '../../tools/aws/endpoint/calls.ts';
import { admit, surroundings } from '../../tools/aws/endpoint/surroundings.ts';
import { servers } from './servers.ts';

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
  const { s3, lake, engine } = servers();
  const bucket = `lake-${process.pid}-${++started}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const around = surroundings();
  const endpoint = await startAthena(around, {
    engine,
    lake,
    workgroups: { holdfast: { outputLocation: `s3://${bucket}/athena/`, enforced: true } },
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
