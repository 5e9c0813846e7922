import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Config } from '../../contracts/config/config.ts';
import { type DeployedSettings, settingsKey } from '../../contracts/deployed.ts';
import { Buckets } from '../constructs/buckets.ts';
import { Catalogue } from '../constructs/catalogue.ts';
import { Encryption } from '../constructs/encryption.ts';
import { Queries } from '../constructs/queries.ts';
import type { Deployment } from '../deployment.ts';

export interface DataStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly business: Config;
}

/** What must never be lost or replaced: the buckets, the catalogue of what lies in them, and who may query how much. */
export class DataStack extends Stack {
  readonly buckets: Buckets;
  readonly queries: Queries;
  /** Of the customer's own, where the deployment has one. */
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, { deployment, business, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.templateOptions.metadata = { [settingsKey]: settingsOf(deployment) };
    this.key = new Encryption(this, 'Encryption', deployment).key;
    const { key } = this;
    this.buckets = new Buckets(this, 'Buckets', { deployment, key });
    new Catalogue(this, 'Catalogue', { deployment, business, bucket: this.buckets.data });
    this.queries = new Queries(this, 'Queries', { deployment, key, scratch: this.buckets.scratch });
    const tell = (output: string, value: string, description: string) =>
      new CfnOutput(this, output, { value, description });
    tell(
      'DataBucket',
      this.buckets.data.bucketName,
      'Raw files go under raw/; lists/, ledger/ and models/ are kept',
    );
    tell('ScratchBucket', this.buckets.scratch.bucketName, 'What queries leave behind for a few days');
    if (key) tell('Key', key.keyArn, 'What is kept is encrypted with it');
    tell('Workgroup', this.queries.workgroup, "The pipeline's queries in Athena");
  }
}

/** What `holdfast doctor` compares the account with. */
const settingsOf = ({
  name,
  business,
  rawBuckets,
  rawKeys,
  tables,
  limits,
}: Deployment): DeployedSettings => ({
  name,
  business,
  rawBuckets,
  rawKeys,
  functionMegabytes: limits.functionMegabytes,
  shardsAtOnce: limits.shardsAtOnce,
  ...(tables ? { tables } : {}),
});
