import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { allow } from './statement.ts';

/** The customer's own key for all that holds data of people: buckets, results of queries, the alert topic. */
export class Encryption extends Construct {
  /** None: S3's and AWS's own keys. */
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, { name, key }: Deployment) {
    super(scope, id);
    if (key === 'new') this.key = this.newKey(name);
    else if (key !== undefined) this.key = Key.fromKeyArn(this, 'Given', key);
  }

  private newKey(deployment: string): Key {
    const key = new Key(this, 'Key', {
      alias: `holdfast-${deployment}`,
      description: `What Holdfast keeps for the deployment ${deployment}`,
      enableKeyRotation: true,
    });
    key.addToResourcePolicy(alarmsMayTell(key));
    return key;
  }
}

/** Actions of whoever writes what is encrypted; reading takes the first alone. */
export const encrypting = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** The right to use the deployment's key, where it has one: without it neither an object nor a message can be read or written. */
export const useOf = (key: IKey | undefined, actions = encrypting): PolicyStatement[] =>
  key === undefined ? [] : [allow(actions, [key.keyArn])];

/** An alarm publishes to the encrypted topic in CloudWatch's own name. docs/deploy.md has the same for a key of your own. */
const alarmsMayTell = (key: Key): PolicyStatement =>
  new PolicyStatement({
    sid: 'AlarmsOfThisAccount',
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: encrypting,
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(key).account } },
  });
