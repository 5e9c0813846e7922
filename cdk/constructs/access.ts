import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Folder } from '../../contracts/keys.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { queryStatements, tableStatements } from './athena-access.ts';
import { encrypting, useOf } from './encryption.ts';
import { allow, arnIn, bucketArn } from './statement.ts';

/** What a function may touch: folders of the data bucket, and whether it asks questions of Athena. */
export interface Access {
  readonly reads?: readonly Folder[];
  readonly writes?: readonly Folder[];
  /** Folders that it writes with queries: what a killed attempt left there is cleared first. */
  readonly unloads?: readonly Folder[];
  /** Asks Athena, and ends what an earlier attempt has left. */
  readonly queries?: boolean;
  /** Reads the user's files and tables, in the data bucket and in what the deployment names; or files alone. */
  readonly raw?: boolean | 'files';
  /** Puts events on the account's bus. */
  readonly tells?: boolean;
}

/** The statements of a function's role, no wider than its access. */
export function accessStatements(
  { reads = [], writes = [], unloads = [], queries = false, raw = false, tells = false }: Access,
  data: DataStack,
  { rawBuckets, rawKeys, tables }: Pick<Deployment, 'rawBuckets' | 'rawKeys' | 'tables'>,
): PolicyStatement[] {
  const own = data.buckets.data.bucketArn;
  const under = (folders: readonly Folder[]) => folders.map((folder) => `${own}/${folder}/*`);
  const others = raw ? rawBuckets.map((name) => bucketArn(data, name)) : [];
  const withTables = raw === true && tables !== undefined;
  const writable = [...writes, ...unloads];
  const readable = [...new Set<Folder>([...reads, ...writable, ...(raw ? (['raw'] as const) : [])])];
  return [
    allow(['s3:GetObject'], [...under(readable), ...others.map((arn) => `${arn}/*`)]),
    // Not limited to folders: without it S3 answers "forbidden" where an object is missing.
    allow(['s3:ListBucket'], [own, ...others]),
    ...(writable.length > 0 ? [allow(['s3:PutObject'], under(writable))] : []),
    ...(unloads.length > 0 ? [allow(['s3:DeleteObject'], under(unloads))] : []),
    ...(queries ? queryStatements(data) : []),
    ...useOf(data.key, writable.length > 0 || queries || withTables ? encrypting : ['kms:Decrypt']),
    ...(raw !== false && rawKeys.length > 0 ? [allow(['kms:Decrypt'], rawKeys)] : []),
    ...(tells ? [allow(['events:PutEvents'], [arnIn(data)('events', 'event-bus', 'default')])] : []),
    ...(withTables ? tableStatements(tables, data, queries) : []),
  ];
}
