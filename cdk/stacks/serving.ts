import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { useOf } from '../constructs/encryption.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from './data.ts';

export interface ServingStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
}

/** What reads the results. The API and the page will be here; until then, who may read what. */
export class ServingStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, data, ...props }: ServingStackProps) {
    super(scope, id, props);
    const lists = new ManagedPolicy(this, 'ListReaders', {
      managedPolicyName: `holdfast-${deployment.name}-list-readers`,
      description: 'Read the published lists and the ledger of arms, nothing else',
      statements: reading(data, ['lists/*', 'ledger/*']),
    });
    const reports = new ManagedPolicy(this, 'ReportReaders', {
      managedPolicyName: `holdfast-${deployment.name}-report-readers`,
      description: 'Read the weekly pages, the effects of campaigns and what pulses raised, nothing else',
      statements: reading(data, ['reports/*', 'roi/*', 'pulse/results/*']),
    });
    new CfnOutput(this, 'ListReadersPolicy', {
      value: lists.managedPolicyArn,
      description: 'Attach to the roles of marketing tools and of finance',
    });
    new CfnOutput(this, 'ReportReadersPolicy', {
      value: reports.managedPolicyArn,
      description: 'Attach to the roles of whoever reads reports and answers complaints',
    });
  }
}

/** Reading of folders of the data bucket, and of no other. */
function reading({ buckets, key }: DataStack, folders: readonly string[]): PolicyStatement[] {
  const { bucketArn } = buckets.data;
  return [
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: folders.map((folder) => `${bucketArn}/${folder}`),
    }),
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
      conditions: { StringLike: { 's3:prefix': [...folders] } },
    }),
    ...useOf(key, ['kms:Decrypt']),
  ];
}
