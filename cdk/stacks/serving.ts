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

/** What reads the results. The API and the page will be here; until then, who may read the lists and the ledger. */
export class ServingStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, data, ...props }: ServingStackProps) {
    super(scope, id, props);
    const { bucketArn } = data.buckets.data;
    const readers = new ManagedPolicy(this, 'ListReaders', {
      managedPolicyName: `holdfast-${deployment.name}-list-readers`,
      description: 'Read the published lists and the ledger of arms, nothing else',
      statements: [
        new PolicyStatement({
          actions: ['s3:GetObject'],
          resources: [`${bucketArn}/lists/*`, `${bucketArn}/ledger/*`],
        }),
        new PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [bucketArn],
          conditions: { StringLike: { 's3:prefix': ['lists/*', 'ledger/*'] } },
        }),
        ...useOf(data.key, ['kms:Decrypt']),
      ],
    });
    new CfnOutput(this, 'ListReadersPolicy', {
      value: readers.managedPolicyArn,
      description: 'Attach to the roles of marketing tools and of finance',
    });
  }
}
