import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Folder, folders } from '../../contracts/keys.ts';
import type { Deployment } from '../deployment.ts';

/** What runs write on their way and nobody needs once newer ones have taken its place. */
const passing = (Object.keys(folders) as Folder[]).filter((folder) => folders[folder].kept === 'passing');

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

export interface BucketsProps {
  readonly deployment: Deployment;
  readonly key: IKey | undefined;
}

/** With a bucket's own key below it, the customer's is asked once in a while, not for every object. The log of accesses takes S3's alone. */
const encryption = (encryptionKey: IKey | undefined): BucketProps =>
  encryptionKey === undefined
    ? {}
    : { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true };

/** The buckets: data that is kept, scratch that is not, and who read or wrote either. */
export class Buckets extends Construct {
  readonly data: Bucket;
  readonly scratch: Bucket;

  constructor(scope: Construct, id: string, { deployment: { name, retention }, key }: BucketsProps) {
    super(scope, id);
    const encrypted = encryption(key);
    const accessLog = new Bucket(this, 'AccessLog', {
      ...closed,
      lifecycleRules: [{ id: 'forget', expiration: Duration.days(365) }],
    });
    this.data = new Bucket(this, 'Data', {
      ...closed,
      ...encrypted,
      versioned: true,
      serverAccessLogsBucket: accessLog,
      serverAccessLogsPrefix: 'data/',
      lifecycleRules: [
        {
          id: 'forget-older-versions',
          noncurrentVersionExpiration: Duration.days(retention.olderVersionsDays),
          abortIncompleteMultipartUploadAfter: Duration.days(2),
          expiredObjectDeleteMarker: true,
        },
        ...passing.map((folder) => ({
          id: `forget-${folder}`,
          prefix: `${folder}/`,
          expiration: Duration.days(retention.runDays),
        })),
      ],
    });
    // as CloudFormation has it: the construct's own way deploys a function that only sets this
    (this.data.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    for (const statement of appendOnly(this.data, 'ledger/*', name)) this.data.addToResourcePolicy(statement);
    this.scratch = new Bucket(this, 'Scratch', {
      ...closed,
      ...encrypted,
      serverAccessLogsBucket: accessLog,
      serverAccessLogsPrefix: 'scratch/',
      lifecycleRules: [
        {
          id: 'forget',
          expiration: Duration.days(retention.scratchDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
  }
}

/**
 * What is written there stays as it is: an object is put where there is none (S3 asks for `If-None-Match`) and deleted by nobody
 * but the role that erases a person, `holdfast-<deployment>-erasure`, where somebody makes one. Roles and people are refused alike.
 */
function appendOnly(bucket: Bucket, objects: string, deployment: string): PolicyStatement[] {
  const resources = [bucket.arnForObjects(objects)];
  const erasing = Stack.of(bucket).formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: `holdfast-${deployment}-erasure`,
  });
  const others = { ArnNotLike: { 'aws:PrincipalArn': erasing } };
  const deny = (sid: string, actions: string[], conditions: Record<string, object>) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      resources,
      conditions: { ...conditions, ...others },
    });
  return [
    deny('NothingIsOverwritten', ['s3:PutObject'], {
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    }),
    deny('NothingIsDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion'], {}),
  ];
}
