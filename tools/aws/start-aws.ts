import { AthenaClient } from '@aws-sdk/client-athena';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { type AccountEndpoint, startAccount } from './account/server.ts';
import { duckdbEngine } from './athena/duckdb-engine.ts';
import { type Lake, shelfLake } from './athena/lake.ts';
import { type AthenaEndpoint, type AthenaOptions, startAthena, type Workgroup } from './athena/server.ts';
import type { SqlEngine } from './athena/sql-engine.ts';
import { region } from './endpoint/calls.ts';
import { admit, type Surroundings, surroundings } from './endpoint/surroundings.ts';
import { type EventsEndpoint, startEvents } from './events/server.ts';
import { type LambdaEndpoint, startLambda } from './lambda/server.ts';
import { type S3Endpoint, startS3 } from './s3/server.ts';
import { type SecretsEndpoint, startSecrets } from './secrets/server.ts';
import { type SnsEndpoint, startSns } from './sns/server.ts';
import { type StatesEndpoint, startStates } from './states/server.ts';

/** An object store that is there, and the engine that queries it. */
export interface Storage {
  readonly url: string;
  readonly lake: Lake;
  readonly engine: SqlEngine;
  /** The one account that the store knows where it cannot know the callers: every call is signed by it. */
  readonly account?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface AroundOptions extends Partial<Pick<AthenaOptions, 'polls' | 'mostAtOnce' | 'databases'>> {
  readonly workgroups?: Readonly<Record<string, Workgroup>>;
  /** ARNs of SNS topics. */
  readonly topics?: readonly string[];
}

export interface AwsOptions extends AroundOptions {
  /** Buckets that exist from the start; `lake` where left out. */
  readonly buckets?: readonly string[];
}

/** AWS on loopback around an object store, as far as the product uses it. */
export interface AwsAround extends Surroundings {
  readonly athena: AthenaEndpoint;
  readonly account: AccountEndpoint;
  readonly sns: SnsEndpoint;
  readonly events: EventsEndpoint;
  readonly secrets: SecretsEndpoint;
  readonly lambda: LambdaEndpoint;
  readonly states: StatesEndpoint;
  /** Environment that leads the SDK's clients here, as a caller of this access key. */
  readonly env: (accessKey?: string) => Record<string, string>;
  readonly close: () => Promise<void>;
}

/** AWS on loopback, S3 and all. */
export interface Aws extends AwsAround {
  readonly s3: S3Endpoint;
}

const usualWorkgroups = { holdfast: { outputLocation: 's3://lake/athena/', enforced: true } };

/** Starts every endpoint, Athena with DuckDB behind it. The caller `TEST` may call from the start; others are admitted by asking for their `env`. */
export async function startAws(options: AwsOptions = {}): Promise<Aws> {
  const around = surroundings();
  const s3 = await startS3(around);
  for (const bucket of options.buckets ?? ['lake']) s3.shelf.createBucket(bucket);
  const lake = shelfLake(s3.shelf);
  const aws = await startAwsAround({ url: s3.url, lake, engine: await duckdbEngine(lake) }, options, around);
  const close = async () => {
    await aws.close();
    await s3.close();
  };
  return { ...aws, s3, close };
}

/** Starts every endpoint but S3, which is there. */
export async function startAwsAround(
  { url, lake, engine, account }: Storage,
  { workgroups = usualWorkgroups, topics, polls, mostAtOnce, databases }: AroundOptions,
  around = surroundings(),
): Promise<AwsAround> {
  const athena = await startAthena(around, {
    engine,
    lake,
    workgroups,
    ...(polls ? { polls } : {}),
    ...(databases ? { databases } : {}),
    ...(mostAtOnce ? { mostAtOnce } : {}),
  });
  const about = await startAccount(around);
  const sns = await startSns(around, topics);
  const events = await startEvents(around);
  const secrets = await startSecrets(around);
  if (account) around.credentials.set(account.accessKeyId, account.secretAccessKey);
  const env = (accessKey = 'TEST') => ({
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: account?.accessKeyId ?? accessKey,
    AWS_SECRET_ACCESS_KEY: account?.secretAccessKey ?? admit(around, accessKey),
    AWS_ENDPOINT_URL_S3: url,
    AWS_ENDPOINT_URL_ATHENA: athena.url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: about.url,
    AWS_ENDPOINT_URL_LAMBDA: about.url,
    AWS_ENDPOINT_URL_LAKEFORMATION: about.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: events.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.secretsManagerUrl,
    AWS_ENDPOINT_URL_SSM: secrets.parameterStoreUrl,
  });
  const lambda = startLambda(around, env);
  const clients = (accessKey: string) => clientsOf({ env }, accessKey, { maxAttempts: 3 });
  const states = startStates(around, { lambda, clients });
  const close = async () => {
    await states.close();
    await lambda.close();
    await secrets.close();
    await events.close();
    await sns.close();
    await about.close();
    await athena.close();
  };
  return { ...around, athena, account: about, sns, events, secrets, lambda, states, env, close };
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
