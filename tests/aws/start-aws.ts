import { AthenaClient } from '@aws-sdk/client-athena';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { duckdbEngine } from './athena/duckdb-engine.ts';
import { shelfLake } from './athena/lake.ts';
import { type AthenaEndpoint, type AthenaOptions, startAthena, type Workgroup } from './athena/server.ts';
import type { SqlEngine } from './athena/sql-engine.ts';
import { region } from './endpoint/calls.ts';
import { admit, type Surroundings, surroundings } from './endpoint/surroundings.ts';
import { type EventsEndpoint, startEvents } from './events/server.ts';
import { type LambdaEndpoint, startLambda } from './lambda/server.ts';
import { type S3Endpoint, startS3 } from './s3/server.ts';
import { type SnsEndpoint, startSns } from './sns/server.ts';
import { type StatesEndpoint, startStates } from './states/server.ts';

export interface AwsOptions extends Partial<Pick<AthenaOptions, 'polls' | 'mostAtOnce' | 'databases'>> {
  /** Buckets that exist from the start; `lake` where left out. */
  readonly buckets?: readonly string[];
  readonly workgroups?: Readonly<Record<string, Workgroup>>;
  /** The engine behind Athena; DuckDB over the objects of the S3 endpoint where left out. */
  readonly engine?: (s3: S3Endpoint) => Promise<SqlEngine>;
  /** ARNs of SNS topics. */
  readonly topics?: readonly string[];
}

/** AWS on loopback, as far as the product uses it. */
export interface Aws extends Surroundings {
  readonly s3: S3Endpoint;
  readonly athena: AthenaEndpoint;
  readonly sns: SnsEndpoint;
  readonly events: EventsEndpoint;
  readonly lambda: LambdaEndpoint;
  readonly states: StatesEndpoint;
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
  const sns = await startSns(around, options.topics);
  const events = await startEvents(around);
  const env = (accessKey = 'TEST') => ({
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: admit(around, accessKey),
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_ATHENA: athena.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: events.url,
  });
  const lambda = startLambda(around, env);
  const clients = (accessKey: string) => clientsOf({ env }, accessKey, { maxAttempts: 3 });
  const states = startStates(around, { lambda, clients });
  const close = async () => {
    await states.close();
    await lambda.close();
    await events.close();
    await sns.close();
    await athena.close();
    await s3.close();
  };
  return { ...around, s3, athena, sns, events, lambda, states, env, close };
}

export interface Clients {
  readonly s3: S3Client;
  readonly athena: AthenaClient;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;
}

/** The SDK's clients, led to the endpoints. */
export function clientsOf({ env }: Pick<Aws, 'env'>, accessKey = 'TEST', { maxAttempts = 1 } = {}): Clients {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    ...urls
  } = env(accessKey);
  const shared = { region, maxAttempts, credentials: { accessKeyId, secretAccessKey } };
  return {
    s3: new S3Client({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_S3 ?? '' }),
    athena: new AthenaClient({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_ATHENA ?? '' }),
    sns: new SNSClient({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_SNS ?? '' }),
    events: new EventBridgeClient({ ...shared, endpoint: urls.AWS_ENDPOINT_URL_EVENTBRIDGE ?? '' }),
  };
}
