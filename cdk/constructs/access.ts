import { ArnFormat } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Config } from '../../contracts/config/config.ts';
import type { Webhook } from '../../contracts/config/webhooks.ts';
import type { Folder } from '../../contracts/keys.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { queryStatements, tableStatements } from './athena-access.ts';
import { encrypting, useOf } from './encryption.ts';
import { moodStatements } from './mood-access.ts';
import { allow, arnIn, bucketArn } from './statement.ts';

/** What a function may touch: folders of the data bucket, and whether it asks questions of Athena. */
export interface Access {
  readonly reads?: readonly Folder[];
  readonly writes?: readonly Folder[];
  /** Folders that it writes with queries: what a killed attempt left there is cleared first. */
  readonly unloads?: readonly Folder[];
  /** Folders that it takes objects out of. */
  readonly clears?: readonly Folder[];
  /** Secrets of webhooks that it reads. */
  readonly secrets?: readonly Webhook['secret'][];
  /** Asks Athena, and ends what an earlier attempt has left. */
  readonly queries?: boolean;
  /** Reads the user's files and tables, in the data bucket and in what the deployment names; or files alone. */
  readonly raw?: boolean | 'files';
  /** Puts events on the account's bus. */
  readonly tells?: boolean;
  /** Asks the service that the config chooses to read moods by, and keeps its answers. */
  readonly asksServices?: boolean;
}

/** What of the business's config decides what functions may do. */
export type BusinessAccess = Pick<Config['cx'], 'sentiment'>;

/** Where lists are put in parts, staged and published: where that fails, S3 is told to forget the parts. */
const inParts = (writable: readonly Folder[]): Folder[] =>
  writable.filter((folder) => folder === 'lists' || folder === 'runs');

/** The statements of a function's role, no wider than its access. */
export function accessStatements(
  access: Access,
  data: DataStack,
  deployment: Pick<Deployment, 'rawBuckets' | 'rawKeys' | 'secretKeys' | 'tables'>,
  { sentiment }: BusinessAccess,
): PolicyStatement[] {
  const { reads = [], writes = [], unloads = [], clears = [], secrets = [] } = access;
  const { queries = false, raw = false, tells = false } = access;
  const { rawBuckets, rawKeys, secretKeys, tables } = deployment;
  const own = data.buckets.data.bucketArn;
  const under = (folders: readonly Folder[]) => folders.map((folder) => `${own}/${folder}/*`);
  const others = raw ? rawBuckets.map((name) => bucketArn(data, name)) : [];
  const withTables = raw === true && tables !== undefined;
  const services = access.asksServices ? moodStatements(sentiment, data) : [];
  const kept: readonly Folder[] = services.length > 0 ? ['answers'] : [];
  const writable = [...writes, ...unloads, ...kept];
  const removable = [...unloads, ...clears];
  const readable = [...new Set<Folder>([...reads, ...writable, ...(raw ? (['raw'] as const) : [])])];
  return [
    allow(['s3:GetObject'], [...under(readable), ...others.map((arn) => `${arn}/*`)]),
    // Not limited to folders: without it S3 answers "forbidden" where an object is missing.
    allow(['s3:ListBucket'], [own, ...others]),
    ...(writable.length > 0 ? [allow(['s3:PutObject'], under(writable))] : []),
    ...(writable.includes('lists') ? [allow(['s3:AbortMultipartUpload'], under(inParts(writable)))] : []),
    ...(removable.length > 0 ? [allow(['s3:DeleteObject'], under(removable))] : []),
    ...(queries ? queryStatements(data) : []),
    ...useOf(data.key, writable.length > 0 || queries || withTables ? encrypting : ['kms:Decrypt']),
    ...(raw !== false && rawKeys.length > 0 ? [allow(['kms:Decrypt'], rawKeys)] : []),
    ...(tells ? [allow(['events:PutEvents'], [arnIn(data)('events', 'event-bus', 'default')])] : []),
    ...(withTables ? tableStatements(tables, data, queries) : []),
    ...services,
    ...secretStatements(secrets, data),
    ...(secrets.length > 0 && secretKeys.length > 0 ? [allow(['kms:Decrypt'], secretKeys)] : []),
  ];
}

/** Each secret by its name. Secrets Manager ends an ARN with six characters of its own making. */
function secretStatements(secrets: readonly Webhook['secret'][], data: DataStack): PolicyStatement[] {
  const inManager = secrets.flatMap(({ secretsManager }) => secretsManager ?? []);
  const inStore = secrets.flatMap(({ parameter }) => parameter ?? []);
  const arnOfSecret = (name: string) =>
    data.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  const arnOfParameter = (name: string) => arnIn(data)('ssm', 'parameter', name.slice(1));
  return [
    ...(inManager.length > 0 ? [allow(['secretsmanager:GetSecretValue'], inManager.map(arnOfSecret))] : []),
    ...(inStore.length > 0 ? [allow(['ssm:GetParameter'], inStore.map(arnOfParameter))] : []),
  ];
}
