import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { openAthenaWarehouse } from '../../platform/aws/athena-warehouse.ts';
import { clientSettings } from '../../platform/aws/client-settings.ts';
import type { QuerySession } from '../../platform/aws/query.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { region } from '../../tools/aws/endpoint/calls.ts';
import type { Aws } from '../../tools/aws/start-aws.ts';
import { silence } from '../support/silence.ts';

/** What one process reaches: clients of its own on the endpoints, and the two ports over them. */
export interface Hands {
  readonly s3: S3Client;
  readonly queries: QuerySession;
  readonly environment: RunEnvironment;
}

/** Milliseconds after which a silent connection is given up here. */
export const patience = 2000;

/**
 * Clients set as the functions' are, except that they lose no time between two attempts.
 * @param mergeBytes files of a result up to which size become one
 */
export async function freshHands(aws: Pick<Aws, 'env'>, mergeBytes = 16 << 20): Promise<Hands> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_ENDPOINT_URL_S3 = '',
    AWS_ENDPOINT_URL_ATHENA = '',
  } = aws.env();
  const settings = {
    ...clientSettings(patience),
    retryMode: 'standard',
    region,
    credentials: { accessKeyId, secretAccessKey },
  } as const;
  const s3 = await withoutWaiting(new S3Client({ ...settings, endpoint: AWS_ENDPOINT_URL_S3 }));
  const athena = await withoutWaiting(new AthenaClient({ ...settings, endpoint: AWS_ENDPOINT_URL_ATHENA }));
  const store = s3Store({ client: s3, bucket: 'lake', folder: 'holdfast/' });
  const openWarehouse = () =>
    openAthenaWarehouse({
      athena,
      s3,
      store,
      workgroup: 'holdfast',
      database: 'holdfast',
      scratch: 's3://lake/scratch/',
      mergeBytes,
    });
  const queries = {
    athena,
    workgroup: 'holdfast',
    results: 's3://lake/scratch/',
    running: new Set<string>(),
  };
  return { s3, queries, environment: { store, openWarehouse, progress: silence } };
}

/**
 * The SDK decides what it tries again and how often. Only the time between is taken out, and its budget of retries: whoever
 * asks for what is not there gets nothing back of it, so fifty such questions, each cut once, would end a client for good.
 */
async function withoutWaiting<Client extends S3Client | AthenaClient>(client: Client): Promise<Client> {
  const strategy = await client.config.retryStrategy();
  Object.assign(strategy, {
    retryBackoffStrategy: { setDelayBase: () => {}, computeNextBackoffDelay: () => 0 },
    getCapacityCost: () => 0,
  });
  return client;
}
