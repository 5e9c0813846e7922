import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** Where failures and alarms are told to people. */
export class Alerts extends Construct {
  readonly alerts: Topic;

  constructor(scope: Construct, id: string, { name, alertEmail }: Deployment) {
    super(scope, id);
    this.alerts = new Topic(this, 'Topic', { displayName: `Holdfast ${name}`, enforceSSL: true });
    if (alertEmail) this.alerts.addSubscription(new EmailSubscription(alertEmail));
  }
}
