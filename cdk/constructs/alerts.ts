import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** Where failures and alarms are told to people. */
export class Alerts extends Construct {
  readonly alerts: Topic;

  constructor(scope: Construct, id: string, { name, alertEmail }: Deployment, key: IKey | undefined) {
    super(scope, id);
    this.alerts = new Topic(this, 'Topic', {
      displayName: `Holdfast ${name}`,
      enforceSSL: true,
      ...(key ? { masterKey: key } : {}),
    });
    this.alerts.addToResourcePolicy(alarmsOf(this.alerts));
    if (alertEmail) this.alerts.addSubscription(new EmailSubscription(alertEmail));
  }
}

/** A topic with a policy of its own has lost the default one, by which an account's alarms may publish. */
function alarmsOf(topic: Topic): PolicyStatement {
  const { account } = Stack.of(topic);
  const alarms = Stack.of(topic).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new PolicyStatement({
    sid: 'AlarmsOfThisAccount',
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': alarms },
    },
  });
}
