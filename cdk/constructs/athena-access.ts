import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { allow, arnIn, bucketArn } from './statement.ts';

/** Athena acts with the caller's rights: on the catalogue and on the buckets as well. */
export function queryStatements(data: DataStack): PolicyStatement[] {
  const { queries, buckets } = data;
  const scratch = buckets.scratch.bucketArn;
  const sessions = `${queries.database}_*`;
  const arn = arnIn(data);
  const own = [
    arn('glue', 'catalog'),
    arn('glue', 'database', sessions),
    arn('glue', 'table', `${sessions}/*`),
  ];
  return [
    askAthena(data),
    allow(
      [
        'glue:CreateDatabase',
        'glue:GetDatabase',
        'glue:CreateTable',
        'glue:GetTable',
        'glue:GetTables',
        'glue:DeleteTable',
      ],
      own,
    ),
    // A database goes with all that may stand in it, and Glue asks for the right to each kind, functions too.
    allow(['glue:DeleteDatabase'], [...own, arn('glue', 'userDefinedFunction', `${sessions}/*`)]),
    // Athena looks the default database up before it runs any statement that names none.
    allow(['glue:GetDatabase'], [arn('glue', 'database', 'default')]),
    allow(['s3:GetBucketLocation'], [scratch, buckets.data.bucketArn]),
    allow(['s3:ListBucket'], [scratch]),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [`${scratch}/*`]),
  ];
}

/** The user's tables: what is known of them, and their files. Who has no session of queries may ask single ones. */
export function tableStatements(
  { databases, locations, lakeFormation }: NonNullable<Deployment['tables']>,
  data: DataStack,
  hasSession: boolean,
): PolicyStatement[] {
  const arn = arnIn(data);
  const inAll = (resource: string, within = '') =>
    databases.map((name) => arn('glue', resource, `${name}${within}`));
  const places = locations.map((uri) => uri.replace('s3://', '').split(/\/(.*)/s));
  const buckets = [...new Set(places.map(([bucket = '']) => bucketArn(data, bucket)))];
  return [
    ...(hasSession ? [] : singleQueryStatements(data)),
    allow(
      [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
      ],
      [arn('glue', 'catalog'), ...inAll('database'), ...inAll('table', '/*')],
    ),
    allow(['s3:ListBucket'], buckets),
    allow(
      ['s3:GetObject'],
      places.map(([bucket = '', folder = '']) => `${bucketArn(data, bucket)}/${folder}*`),
    ),
    ...(lakeFormation ? [allow(['lakeformation:GetDataAccess'], ['*'])] : []),
  ];
}

function singleQueryStatements(data: DataStack): PolicyStatement[] {
  const scratch = data.buckets.scratch.bucketArn;
  const arn = arnIn(data);
  return [
    askAthena(data),
    allow(['glue:GetDatabase'], [arn('glue', 'catalog'), arn('glue', 'database', 'default')]),
    allow(['s3:GetBucketLocation'], [scratch]),
    allow(['s3:GetObject', 's3:PutObject'], [`${scratch}/results/*`]),
  ];
}

/** A query is stopped where the function's time ends before it, or by the next attempt where the function was killed. */
const asking = [
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StopQueryExecution',
];

/** For what an attempt before has left running. */
const lookingBack = ['athena:ListQueryExecutions', 'athena:BatchGetQueryExecution'];

const askAthena = (data: DataStack): PolicyStatement =>
  allow([...asking, ...lookingBack], [arnIn(data)('athena', 'workgroup', data.queries.workgroup)]);
