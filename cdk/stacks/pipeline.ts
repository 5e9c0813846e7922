import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from '../../contracts/config/config.ts';
import { isKeptInAccount } from '../../contracts/config/webhooks.ts';
import { orderOf, type StageTable, stages } from '../../contracts/stages.ts';
import { bundleFunctions } from '../bundle-functions.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Alerts } from '../constructs/alerts.ts';
import { BackfillMachine } from '../constructs/backfill-machine.ts';
import { Overview } from '../constructs/overview.ts';
import { PipelineFunctions } from '../constructs/pipeline-functions.ts';
import { Pulse } from '../constructs/pulse.ts';
import { RunMachine } from '../constructs/run-machine.ts';
import { Schedules } from '../constructs/schedules.ts';
import { shapesOf } from '../constructs/shapes.ts';
import { Webhooks } from '../constructs/webhooks.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from './data.ts';

export interface PipelineStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly business: Config;
  readonly configFile: string;
  readonly data: DataStack;
}

/** A stage and all that it needs. */
const upTo = (last: string): StageTable =>
  Object.fromEntries(orderOf(stages, last).map((name) => [name, (stages as StageTable)[name]!]));

/** What runs: a function per stage, the state machines that order them, the clock that starts them, and who is told. */
export class PipelineStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { deployment, business, configFile, data, ...props }: PipelineStackProps,
  ) {
    super(scope, id, props);
    const shared = { deployment, data, stages };
    const { alerts } = new Alerts(this, 'Alerts', deployment, data.key);
    const webhooks = business.webhooks.filter(isKeptInAccount);
    const linksOnBus = business.eventLinkMinutes !== undefined;
    const functions = new PipelineFunctions(this, 'Functions', {
      ...shared,
      webhooks,
      linksOnBus,
      business: business.cx,
      code: bundleFunctions(shapesOf(stages), configFile),
    });
    functions.deadline.configureAsyncInvoke({ onFailure: new SnsDestination(alerts), retryAttempts: 2 });
    functions.pulse.configureAsyncInvoke({ retryAttempts: 0 });
    const { missed } = new Pulse(this, 'Pulse', { deployment, data, pulse: functions.pulse });
    const machine = (name: string, title: string, training: boolean, publishes: boolean) =>
      new RunMachine(this, name, {
        ...shared,
        functions: functions.stages,
        stages: publishes ? stages : upTo('train'),
        alerts,
        title,
        training,
        publishes,
      }).machine;
    const scoring = machine('Scoring', 'nightly scoring', false, true);
    const training = machine('Training', 'scheduled training', true, false);
    const pastDate = machine('PastDate', 'run of a past date', true, true);
    const backfill = new BackfillMachine(this, 'Backfill', {
      run: pastDate,
      title: `Holdfast ${deployment.name}: backfill over a range of dates`,
    }).machine;
    const machines = { scoring, training, pastDate, backfill };
    const { timeZone } = business.business;
    const schedules = new Schedules(this, 'Schedules', {
      deployment,
      timeZone,
      scoring,
      training,
      deadline: functions.deadline,
      pulse: functions.pulse,
    });
    const { undelivered } = schedules;
    const telling =
      webhooks.length === 0 && !linksOnBus
        ? undefined
        : new Webhooks(this, 'Webhooks', { deployment, webhooks: functions.webhooks, undelivered }).machine;
    if (telling) this.tellMachine('webhooks', telling);
    const alarms = new Alarms(this, 'Alarms', {
      ...shared,
      alerts,
      machines,
      undelivered,
      pulse: functions.pulse,
      missed,
      webhooks: telling,
    });
    for (const [name, one] of Object.entries(machines)) this.tellMachine(name, one);
    new CfnOutput(this, 'AlertsTopic', {
      value: alerts.topicArn,
      description: 'Subscribe whoever is to be told',
    });
    new Overview(this, 'Overview', { ...shared, machines, alarms: alarms.all });
  }

  /** How a person starts a machine by hand, and where he sees what it does. */
  private tellMachine(name: string, { stateMachineArn }: StateMachine): void {
    const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    new CfnOutput(this, `${title}Machine`, {
      value: stateMachineArn,
      description: `aws stepfunctions start-execution --state-machine-arn`,
    });
    new CfnOutput(this, `${title}Console`, {
      value: `https://${this.region}.console.aws.amazon.com/states/home?region=${this.region}#/statemachines/view/${stateMachineArn}`,
    });
  }
}
