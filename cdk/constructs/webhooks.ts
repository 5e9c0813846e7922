import { Duration } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  DefinitionBody,
  Fail,
  JitterType,
  QueryLanguage,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { listPublished } from '../../contracts/events.ts';
import type { Deployment } from '../deployment.ts';
import { machineLogs } from './machine-logs.ts';
import { mayPass, retry } from './run-machine.ts';

export interface WebhooksProps {
  readonly deployment: Deployment;
  /** Tells what the outbox holds, or sets it aside. */
  readonly webhooks: IFunction;
  /** Starts that could not be delivered. */
  readonly undelivered: IQueue;
}

/**
 * Tells the webhooks after each publication, beside the run and not in it: a receiver that is down for hours holds up nobody. It is
 * tried again at growing intervals, for half a day; then what it did not take is set aside and a person is told.
 */
export class Webhooks extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { deployment, webhooks, undelivered }: WebhooksProps) {
    super(scope, id);
    const invoke = (name: string, payload: TaskInput) =>
      LambdaInvoke.jsonata(this, name, {
        lambdaFunction: webhooks,
        payload,
        retryOnServiceExceptions: false,
        outputs: '{% $states.result.Payload %}',
      });
    const tell = invoke('Tell', TaskInput.fromText('{% $states.input %}'));
    tell.addRetry({ errors: mayPass, ...halfADay });
    const giveUp = invoke(
      'Set aside',
      TaskInput.fromObject({ giveUp: '{% $states.context.Execution.Input %}' }),
    );
    retry(giveUp);
    tell.addCatch(
      giveUp.next(
        new Fail(this, 'Given up', {
          error: 'WebhookGivenUp',
          cause:
            'A webhook was not told of lists, however often it was tried. docs/runbook.md, "WebhookGivenUp".',
        }),
      ),
    );
    this.machine = new StateMachine(this, 'Machine', {
      comment: `Holdfast ${deployment.name}: tells the webhooks`,
      definitionBody: DefinitionBody.fromChainable(tell),
      queryLanguage: QueryLanguage.JSONATA,
      timeout: Duration.hours(24),
      tracingEnabled: true,
      logs: machineLogs(this),
    });
    new Rule(this, 'ListsAreOut', {
      description: 'Tells the webhooks of lists that are out',
      eventPattern: {
        source: [listPublished.source],
        detailType: [listPublished.detailType],
        detail: { deployment: [deployment.name] },
      },
      targets: [
        new SfnStateMachine(this.machine, {
          input: RuleTargetInput.fromObject({ asOf: EventField.fromPath('$.detail.asOf') }),
          deadLetterQueue: undelivered,
        }),
      ],
    });
  }
}

/** After 1, 2, 4, 8 and 16 minutes, then every 20: twelve hours in all, and never half an hour without a try, by which the alarm counts. */
const halfADay = {
  interval: Duration.minutes(1),
  backoffRate: 2,
  maxDelay: Duration.minutes(20),
  maxAttempts: 40,
  jitterStrategy: JitterType.NONE,
};
