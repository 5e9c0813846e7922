import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { duckdbEngine } from './athena/duckdb-engine.ts';
import { shelfLake } from './athena/lake.ts';
import { type AthenaEndpoint, type AthenaOptions, startAthena, type Workgroup } from './athena/server.ts';
import type { SqlEngine } from './athena/sql-engine.ts';
import { region } from './endpoint/calls.ts';
import { admit, type Surroundings, surroundings } from './endpoint/surroundings.ts';
import { type S3Endpoint, startS3 } from './s3/server.ts';

export interface AwsOptions extends Partial<Pick<AthenaOptions, 'polls' | 'mostAtOnce' | 'databases'>> {
  /** Buckets that exist from the start; `lake` where left out. */
  readonly buckets?: readonly string[];
  readonly workgroups?: Readonly<Record<string, Workgroup>>;
  /** The engine behind Athena; DuckDB over the objects of the S3 endpoint where left out. */
  readonly engine?: (s3: S3Endpoint) => Promise<SqlEngine>;
}

/** AWS on loopback, as far as the product uses it. */
export interface Aws extends Surroundings {
  readonly s3: S3Endpoint;
  readonly athena: AthenaEndpoint;
  /** Environment that leads the SDK's clients here, as a caller of this access key. */
  readonly env: (accessKey?: string) => Record<string, string>;
  readonly close: () => Promise<void>;
}

const usualWorkgroups = { holdfast: { outputLocation: 's3://lake/athena/', enforced: true } };

/** Starts every endpoint. The caller `TEST` may call from the start; others are admitted by asking for their `env`. */
export async function startAws(options: AwsOptions = {}): Promise<Aws> {
  const around = surroundings();
  const s3 = await startS3(around);
  for (const bucket of options.buckets ?? ['lake']) s3.shelf.createBucket(bucket);
  const lake = shelfLake(s3.shelf);
  const { workgroups = usualWorkgroups, polls, mostAtOnce, databases } = options;
  const athena = await startAthena(around, {
    engine: await (options.engine?.(s3) ?? duckdbEngine(lake)),
    lake,
    workgroups,
    ...(polls ? { polls } : {}),
    ...(databases ? { databases } : {}),
    ...(mostAtOnce ? { mostAtOnce } : {}),
  });
  const env = (accessKey = 'TEST') => ({
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: admit(around, accessKey),
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_ATHENA: athena.url,
  });
  const close = async () => {
    await athena.close();
    await s3.close();
  };
  return { ...around, s3, athena, env, close };
}

export interface Clients {
  readonly s3: S3Client;
  readonly athena: AthenaClient;
}

/** The SDK's clients, led to the endpoints. */
export function clientsOf({ env }: Aws, accessKey = 'TEST', { maxAttempts = 1 } = {}): Clients {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    ...urls
  } = env(accessKey);
  const shared = { region, maxAttempts, credentials: { accessKeyId, secretAccessKey } };
  return {
    s3: new S3Client({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_S3 ?? '' }),
    athena: new AthenaClient({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_ATHENA ?? '' }),
  };
}
