import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { athenaEngine } from '../../contracts/engines.ts';
import type { Deployment } from '../deployment.ts';

export interface QueriesProps {
  readonly deployment: Deployment;
  readonly key: IKey | undefined;
  readonly scratch: IBucket;
}

/** Where the pipeline's queries run: a workgroup whose settings no client can change, and databases that live as long as a stage. */
export class Queries extends Construct {
  readonly workgroup: string;
  /** Each session of queries makes a database of its own, named after this. */
  readonly database: string;
  /** Where queries leave what nobody keeps. */
  readonly scratchUri: string;

  constructor(scope: Construct, id: string, { deployment, key, scratch }: QueriesProps) {
    super(scope, id);
    const { name, limits } = deployment;
    this.workgroup = `holdfast-${name}`;
    this.database = `holdfast_${name}_scratch`;
    this.scratchUri = scratch.s3UrlForObject('tables/');
    new CfnWorkGroup(this, 'Workgroup', {
      name: this.workgroup,
      description: "The pipeline's queries",
      // Its history goes with it; without this a stack whose workgroup was ever used cannot be deleted.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: limits.scanGigabytesPerQuery * 1e9,
        engineVersion: { selectedEngineVersion: athenaEngine },
        resultConfiguration: {
          outputLocation: scratch.s3UrlForObject('results/'),
          encryptionConfiguration: key
            ? { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn }
            : { encryptionOption: 'SSE_S3' },
          expectedBucketOwner: Stack.of(this).account,
        },
      },
    });
  }
}
