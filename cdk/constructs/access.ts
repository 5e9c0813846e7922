import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DataStack } from '../stacks/data.ts';

/** What a function may touch: folders of the data bucket, and whether it asks questions of Athena. */
export interface Access {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** Folders that it writes with queries: what a killed attempt left there is cleared first. */
  readonly unloads?: readonly string[];
  readonly queries?: boolean;
  /** Reads the user's files, in the data bucket and in the buckets that the deployment names. */
  readonly raw?: boolean;
}

/** The statements of a function's role, no wider than its access. */
export function accessStatements(
  { reads = [], writes = [], unloads = [], queries = false, raw = false }: Access,
  data: DataStack,
  rawBuckets: readonly string[],
): PolicyStatement[] {
  const { bucketArn } = data.buckets.data;
  const under = (folders: readonly string[]) => folders.map((folder) => `${bucketArn}/${folder}/*`);
  const others = raw ? rawBuckets.map((name) => bucketOf(data, name)) : [];
  const writable = [...writes, ...unloads];
  const readable = [...new Set([...reads, ...writable, ...(raw ? ['raw'] : [])])];
  return [
    allow(['s3:GetObject'], [...under(readable), ...others.map((arn) => `${arn}/*`)]),
    // Not limited to folders: without it S3 answers "forbidden" where an object is missing.
    allow(['s3:ListBucket'], [bucketArn, ...others]),
    ...(writable.length > 0 ? [allow(['s3:PutObject'], under(writable))] : []),
    ...(unloads.length > 0 ? [allow(['s3:DeleteObject'], under(unloads))] : []),
    ...(queries ? queryStatements(data) : []),
  ];
}

/** Athena acts with the caller's rights: on the catalogue and on the buckets as well. */
function queryStatements(data: DataStack): PolicyStatement[] {
  const { queries, buckets } = data;
  const arn = (service: string, resource: string, resourceName?: string) =>
    Stack.of(data).formatArn({ service, resource, ...(resourceName ? { resourceName } : {}) });
  const scratch = buckets.scratch.bucketArn;
  const sessions = `${queries.database}_*`;
  return [
    allow(
      [
        'athena:StartQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StopQueryExecution',
      ],
      [arn('athena', 'workgroup', queries.workgroup)],
    ),
    allow(
      [
        'glue:CreateDatabase',
        'glue:GetDatabase',
        'glue:DeleteDatabase',
        'glue:CreateTable',
        'glue:GetTable',
        'glue:DeleteTable',
      ],
      [arn('glue', 'catalog'), arn('glue', 'database', sessions), arn('glue', 'table', `${sessions}/*`)],
    ),
    // Athena looks the default database up before it runs any statement that names none.
    allow(['glue:GetDatabase'], [arn('glue', 'database', 'default')]),
    allow(['s3:GetBucketLocation'], [scratch, buckets.data.bucketArn]),
    allow(['s3:ListBucket'], [scratch]),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [`${scratch}/*`]),
  ];
}

const bucketOf = (data: DataStack, name: string): string =>
  Stack.of(data).formatArn({ service: 's3', region: '', account: '', resource: name });

const allow = (actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });
