import { Duration, TimeZone } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

export interface SchedulesProps {
  readonly deployment: Deployment;
  readonly timeZone: string;
  readonly scoring: IStateMachine;
  readonly training: IStateMachine;
  /** Looks whether the lists are out when they are due. */
  readonly deadline: IFunction;
  /** Looks at what has arrived. */
  readonly pulse: IFunction;
}

/** When things start, by the business's clock. */
export class Schedules extends Construct {
  /** Starts that could not be delivered. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { deployment, scoring, training, deadline, pulse } = props;
    const { nightly, listsDue, training: weekly, pulse: beat } = deployment.schedules;
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const group = new ScheduleGroup(this, 'Group');
    const timeZone = TimeZone.of(props.timeZone);
    const at = (time: { hour: number; minute: number }, weekDay?: string) =>
      ScheduleExpression.cron({
        hour: String(time.hour),
        minute: String(time.minute),
        ...(weekDay ? { weekDay } : {}),
        timeZone,
      });
    const instant = { scheduledAt: ContextAttribute.scheduledTime };
    const target = {
      deadLetterQueue: this.undelivered,
      retryAttempts: 10,
      maxEventAge: Duration.hours(2),
      input: ScheduleTargetInput.fromObject(instant),
    };
    new Schedule(this, 'Nightly', {
      scheduleGroup: group,
      description: 'Scores and lists of the day',
      schedule: at(nightly),
      target: new StepFunctionsStartExecution(scoring, target),
    });
    new Schedule(this, 'Training', {
      scheduleGroup: group,
      description: 'A challenger for the champion',
      schedule: at(weekly, weekly.weekDay),
      target: new StepFunctionsStartExecution(training, target),
    });
    new Schedule(this, 'Pulse', {
      scheduleGroup: group,
      description: 'What customers have said since',
      schedule: ScheduleExpression.rate(Duration.minutes(beat.everyMinutes)),
      target: new LambdaInvoke(pulse, { ...target, maxEventAge: Duration.minutes(15), retryAttempts: 2 }),
    });
    new Schedule(this, 'ListsDue', {
      scheduleGroup: group,
      description: 'Are the lists out that are due? Asked every hour, so that silence is noticed',
      schedule: ScheduleExpression.cron({ minute: String(listsDue.minute), timeZone }),
      target: new LambdaInvoke(deadline, {
        ...target,
        input: ScheduleTargetInput.fromObject({ ...instant, due: clockOf(listsDue) }),
      }),
    });
  }
}

/** A time of the day as `06:00`. */
const clockOf = ({ hour, minute }: { hour: number; minute: number }): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
