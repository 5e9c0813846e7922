import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageTable } from '../../contracts/stages.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { figure, leastOf, scannedBytes } from './figures.ts';

export type Machines = Readonly<Record<'scoring' | 'training' | 'pastDate' | 'backfill', StateMachine>>;

export interface AlarmsProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly alerts: ITopic;
  readonly stages: StageTable;
  readonly machines: Machines;
  readonly undelivered: IQueue;
  readonly pulse: IFunction;
  /** Landings that no pulse could take up. */
  readonly missed: IQueue;
  /** Tells the webhooks; undefined where there are none. */
  readonly webhooks: StateMachine | undefined;
}

interface AlarmOf {
  readonly metric: IMetric;
  readonly above: number;
  /** How many periods of the metric in a row; 1 where left out. */
  readonly periods?: number;
  /** Whoever measures it must be heard: silence raises the alarm too. */
  readonly heard?: boolean;
  /** What happened and what to do, for the person who is woken. */
  readonly says: string;
}

/** One alarm per thing that a person must know; docs/runbook.md has a section for each, under the alarm's name. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(props.alerts);
    this.all = Object.entries(alarmsOf(props)).map(
      ([name, { metric, above, says, heard = false, periods = 1 }]) => {
        const alarm = new Alarm(this, name, {
          alarmDescription: `${says} See docs/runbook.md, "${name}".`,
          metric,
          threshold: above,
          evaluationPeriods: periods,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          treatMissingData: heard ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
        });
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        return alarm;
      },
    );
  }
}

const alarmsOf = ({
  deployment,
  data,
  stages,
  machines,
  undelivered,
  pulse,
  missed,
  webhooks,
}: AlarmsProps): Record<string, AlarmOf> => ({
  RunFailed: {
    metric: failures(machines),
    above: 0,
    says: 'A run stopped and will not go on by itself. The message before this one names the stage and the reason.',
  },
  ListsLate: {
    metric: figure(deployment, 'ListsLate'),
    above: 0,
    heard: true,
    says: 'The lists that are due are not published, or nobody looked for three hours. Look whether the nightly run was started, is still under way, or failed.',
  },
  ...alarmsOfStages(deployment, stages),
  ScanCost: {
    metric: scannedBytes(data),
    above: deployment.limits.scanGigabytesPerDay * 1e9,
    says: "The day's queries have read more than planned, which costs money. Look for runs that start again and again, or a table that has grown.",
  },
  FeedbackRaised: {
    metric: figure(deployment, 'FeedbackRaised', Duration.minutes(5)),
    above: 0,
    says: 'Customers have said what somebody is to answer now: a pulse has flagged escalations or opened alerts. Its report says how many, for whom, and where the rows stand.',
  },
  FilesUnread: {
    metric: figure(deployment, 'FilesUnread', Duration.minutes(15)),
    above: 0,
    says: 'A file of answers, cases or reviews cannot be read. The others are; what stands in it waits until a whole one takes its place. The log of the function pulse names the file and says why.',
  },
  PulseFailed: {
    metric: pulse.metricErrors({ period: Duration.minutes(15) }),
    above: 1,
    says: 'Pulses fail one after the other, so that complaints wait for the night. The function’s log says why.',
  },
  LandingsMissed: {
    metric: missed.metricApproximateNumberOfMessagesVisible(),
    above: 0,
    says: 'Files have landed that no pulse could read, however often it was tried. The schedule goes on trying; the function’s log says why it fails.',
  },
  ...(webhooks ? alarmsOfWebhooks(deployment, webhooks) : {}),
  StartsUndelivered: {
    metric: undelivered.metricApproximateNumberOfMessagesVisible(),
    above: 0,
    says: 'A schedule could not start its run, or published lists the machine that tells webhooks. Start it by hand, then find out why in the queue.',
  },
});

const alarmsOfWebhooks = (deployment: Deployment, machine: StateMachine): Record<string, AlarmOf> => ({
  WebhookSilent: {
    metric: leastOf(deployment, 'WebhooksSilent'),
    above: 0,
    periods: 2,
    says: 'A webhook has not taken the news of published lists for an hour. It is tried again for half a day; the log of the function webhooks says which and why.',
  },
  WebhookGivenUp: {
    metric: failures({ webhooks: machine }),
    above: 0,
    says: 'A webhook was not told of lists, however often it was tried. What it did not take is set aside and sent when somebody says so.',
  },
});

/** What the stages themselves say that a person must know. */
const alarmsOfStages = (deployment: Deployment, table: StageTable): Record<string, AlarmOf> =>
  Object.fromEntries(
    Object.values(table).flatMap(({ alarm }) =>
      alarm === undefined
        ? []
        : [
            [
              alarm.name,
              {
                metric: figure(deployment, alarm.figure),
                above: typeof alarm.above === 'number' ? alarm.above : deployment.limits[alarm.above],
                says: alarm.says,
              },
            ],
          ],
    ),
  );

/** Executions that ended badly, of all these machines; one that a person aborted is no surprise to them. */
function failures(machines: Readonly<Record<string, StateMachine>>): MathExpression {
  const metrics = Object.entries(machines).flatMap(([name, machine]) => [
    [`${name}Failed`, machine.metricFailed()] as const,
    [`${name}TimedOut`, machine.metricTimedOut()] as const,
  ]);
  return new MathExpression({
    expression: metrics.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics),
    label: 'runs that ended badly',
  });
}
