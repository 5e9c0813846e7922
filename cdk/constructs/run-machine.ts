import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Fail,
  type IChainable,
  type INextable,
  JitterType,
  Pass,
  QueryLanguage,
  ResultWriterV2,
  S3ObjectsItemReader,
  type State,
  StateMachine,
  TaskInput,
  type TaskStateBase,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { alertsChanged, listPublished, reportWritten } from '../../contracts/events.ts';
import { keys } from '../../contracts/keys.ts';
import { orderOf, type StageTable } from '../../contracts/stages.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { useOf } from './encryption.ts';
import { machineLogs } from './machine-logs.ts';
import { shardFunction } from './shapes.ts';

/** The functions of a run: `plan`, one for each stage, and one for each stage's shards. */
export type RunFunctions = Readonly<Record<string, IFunction>>;

export interface RunMachineProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly functions: RunFunctions;
  /** The stages that it runs, in their order. */
  readonly stages: StageTable;
  /** Where a failure is told to people. */
  readonly alerts: ITopic;
  /** What it is called in messages: "nightly scoring". */
  readonly title: string;
  /** Trains a model, or takes the champion. */
  readonly training: boolean;
  /** Goes on to scores and lists, or ends with the trained model. */
  readonly publishes: boolean;
}

/**
 * One run as a state machine: a plan, then the stages in the order of what they need, a stage with shards after a function
 * for each of them, and an event as soon as the lists are out, whatever comes after. What may pass is tried again; everything else stops the run, and a
 * person is told what happened and what to do. An optional stage may fail: the next does not wait for it.
 */
export class RunMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: RunMachineProps) {
    super(scope, id);
    this.machine = new StateMachine(this, 'Machine', {
      comment: `Holdfast ${props.deployment.name}: ${props.title}`,
      definitionBody: DefinitionBody.fromChainable(this.definition(props)),
      queryLanguage: QueryLanguage.JSONATA,
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: machineLogs(this),
    });
    for (const statement of useOf(props.data.key)) this.machine.addToRolePolicy(statement);
  }

  private definition(props: RunMachineProps): IChainable {
    const { functions, training, publishes, stages } = props;
    const begin = Pass.jsonata(this, 'Begin', {
      assign: { run: 'not planned', asOf: 'not known', alerts: noAlerts },
    });
    const invoke = (name: string, payload: TaskInput, assign?: Record<string, unknown>) =>
      LambdaInvoke.jsonata(this, titleOf(name), {
        lambdaFunction: functions[name]!,
        payload,
        retryOnServiceExceptions: false,
        ...(assign ? { assign } : {}),
        outputs: '{% $states.result.Payload %}',
      });
    const ofRun = TaskInput.fromObject({
      run: '{% $run %}',
      execution: '{% $states.context.Execution.Id %}',
    });
    const tell = this.tellAPerson(props);
    const stopping = <One extends Step>(step: One, says = whatItSaid): One => {
      retry(step);
      step.addCatch(tell, { assign: failureIn(step.id, says) });
      return step;
    };
    const plan = invoke('plan', TaskInput.fromText(planInput(training)), {
      run: '{% $states.result.Payload.run %}',
      asOf: '{% $states.result.Payload.asOf %}',
      features: '{% $states.result.Payload.features %}',
    });
    const steps: (Step | Choice)[] = [stopping(plan)];
    const mayFail: TaskStateBase[] = [];
    for (const name of orderOf(stages)) {
      const { shards, optional } = stages[name]!;
      if (shards) steps.push(stopping(this.shardsOf(name, props), whatAShardSaid(props)));
      const step = invoke(name, ofRun, assigned[name]);
      if (optional) {
        retry(step);
        mayFail.push(step);
      } else stopping(step);
      steps.push(step);
      if (publishes && name === 'list') steps.push(stopping(this.announce(props)));
      if (publishes && name === 'alerts')
        steps.push(new Choice(this, 'Have alerts changed', { queryLanguage: QueryLanguage.JSONATA }));
    }
    if (publishes) {
      const report = invoke('report', ofRun, assigned.report);
      retry(report);
      mayFail.push(report);
      steps.push(report, this.announceReport(props));
    }
    const done = Pass.jsonata(this, 'Done', { outputs: { run: '{% $run %}', asOf: '{% $asOf %}' } });
    const all: (Choice | (State & INextable))[] = [begin, ...steps, done];
    const after = (step: State) => all[all.indexOf(step as (typeof all)[number]) + 1]!;
    // without a page there is nothing to tell of
    for (const step of mayFail)
      step.addCatch(step.id === titleOf('report') ? done : after(step), { outputs: {} });
    return chainOf(all, () => this.announceAlerts(props));
  }

  /** One function per file of features, whatever their number: the map reads the listing itself and keeps nothing. */
  private shardsOf(stage: string, { data, functions, deployment }: RunMachineProps): DistributedMap {
    const { data: bucket, scratch } = data.buckets;
    const map = DistributedMap.jsonata(this, `${titleOf(stage)} shards`, {
      itemReader: new S3ObjectsItemReader({
        bucket,
        prefix: `{% ${sentence(keys.features('$features'))} & 'as_of=' & $asOf & '/' %}`,
      }),
      itemSelector: { run: '{% $run %}', shard: '{% $states.context.Map.Item.Value.Key %}' },
      maxConcurrency: deployment.limits.shardsAtOnce,
      resultWriterV2: new ResultWriterV2({ bucket: scratch, prefix: shardResults }),
      outputs: {},
    });
    const score = LambdaInvoke.jsonata(this, `${titleOf(stage)} a shard`, {
      lambdaFunction: functions[shardFunction(stage)]!,
      retryOnServiceExceptions: false,
      outputs: {},
    });
    retry(score);
    return map.itemProcessor(score);
  }

  /** Tells whoever listens that the lists are out, and where their manifest is. */
  private announce({ deployment }: RunMachineProps): EventBridgePutEvents {
    const announce = EventBridgePutEvents.jsonata(this, 'Announce', {
      entries: [
        {
          source: listPublished.source,
          detailType: listPublished.detailType,
          detail: TaskInput.fromObject({
            deployment: deployment.name,
            run: '{% $run %}',
            asOf: '{% $asOf %}',
            contacted: '{% $contacted %}',
            manifest: '{% $manifest %}',
          }),
        },
      ],
      outputs: {},
    });
    retryTelling(announce);
    return announce;
  }

  /** Tells whoever listens that alerts have opened or closed, and how many; a night without sends nothing. */
  private announceAlerts({ deployment }: RunMachineProps): EventBridgePutEvents {
    const announce = EventBridgePutEvents.jsonata(this, 'Announce alerts', {
      entries: [
        {
          source: alertsChanged.source,
          detailType: alertsChanged.detailType,
          detail: TaskInput.fromObject({
            deployment: deployment.name,
            run: '{% $run %}',
            asOf: '{% $asOf %}',
            alerts: '{% $alerts %}',
          }),
        },
      ],
      outputs: {},
    });
    retryTelling(announce);
    return announce;
  }

  /** Tells whoever listens where the weekly page is. */
  private announceReport({ deployment }: RunMachineProps): EventBridgePutEvents {
    const announce = EventBridgePutEvents.jsonata(this, 'Announce the report', {
      entries: [
        {
          source: reportWritten.source,
          detailType: reportWritten.detailType,
          detail: TaskInput.fromObject({
            deployment: deployment.name,
            run: '{% $run %}',
            asOf: '{% $asOf %}',
            page: '{% $page %}',
            figures: '{% $figures %}',
          }),
        },
      ],
      outputs: {},
    });
    retryTelling(announce);
    return announce;
  }

  private tellAPerson({ deployment, alerts, title, data }: RunMachineProps): IChainable {
    const subject = `Holdfast ${deployment.name}: ${title} stopped`;
    const place = data.buckets.data.s3UrlForObject('stages/');
    const tell = SnsPublish.jsonata(this, 'Tell a person', {
      topic: alerts,
      subject,
      message: TaskInput.fromText(
        `{% '${subject} in "' & $failure.stage & '", run ' & $run & ', as of ' & $asOf & '.\n\n' & $failure.says & '\n\nWhat the run has done so far is recorded under ${place}. No partial list was published. docs/runbook.md says what to do about "' & $failure.error & '"; start the machine again with the same input to go on where it stopped.' %}`,
      ),
      outputs: {},
    });
    retryTelling(tell);
    return tell.next(
      Fail.jsonata(this, 'Stopped', { error: '{% $failure.error %}', cause: '{% $failure.says %}' }),
    );
  }
}

/** What stages say of themselves, kept for the announcements. */
const assigned: Readonly<Record<string, Record<string, string>>> = {
  alerts: { alerts: '{% $states.result.Payload.alerts %}' },
  report: { page: '{% $states.result.Payload.page %}', figures: '{% $states.result.Payload.figures %}' },
  list: {
    contacted: '{% $states.result.Payload.contacted %}',
    manifest: '{% $states.result.Payload.manifest %}',
  },
};

/** As long as they have not been looked at. */
const noAlerts = { opened: 0, stillOpen: 0, closed: 0 };

/** The event that starts a run: what the schedule or a person gave, and whether this machine trains. */
const planInput = (training: boolean): string =>
  `{% $merge([{'scheduledAt': $states.input.scheduledAt, 'training': ${training}, 'execution': $states.context.Execution.Id}, $exists($states.input.asOf) ? {'asOf': $states.input.asOf} : {}]) %}`;

/** Where the map leaves what became of each shard. */
const shardResults = 'shards';

/** Lambda puts its error into the cause as JSON; other causes are plain text. */
const whatItSaid = `$contains($states.errorOutput.Cause, '"errorMessage"') ? $parse($states.errorOutput.Cause).errorMessage : $states.errorOutput.Cause`;

/** Of a map that failed the cause says only that it did. */
const whatAShardSaid = ({ data }: RunMachineProps): string =>
  `$states.errorOutput.Error = 'States.ExceedToleratedFailureThreshold' ? 'A file of features could not be scored, however often it was tried. Which one and why stands in the FAILED file of this map run under ${data.buckets.scratch.s3UrlForObject(shardResults)}/.' : (${whatItSaid})`;

const failureIn = (stage: string, says: string) => ({
  failure: { stage, error: '{% $states.errorOutput.Error %}', says: `{% ${says} %}` },
});

type Step = TaskStateBase | DistributedMap;

/** Our own word for what may pass, then Lambda's (a process that was killed among them) and the state machine's. */
export const mayPass = [
  'TransientError',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'States.Timeout',
  'States.ItemReaderFailed',
  'States.ResultWriterFailed',
];

/** Tries a step again five times in all, at growing intervals. */
export function retry(step: Step, errors: string[] = mayPass): void {
  step.addRetry({
    errors,
    interval: Duration.seconds(10),
    backoffRate: 2,
    maxAttempts: 4,
    maxDelay: Duration.minutes(5),
    jitterStrategy: JitterType.FULL,
  });
}

/** What is told through SNS or EventBridge is told again however the service refused: nobody loses by hearing it twice. */
const retryTelling = (step: Step): void => retry(step, ['States.TaskFailed']);

/**
 * States one after the other.
 * @param announce what stands between a choice and the next state, where alerts have changed
 */
function chainOf(
  states: readonly (Choice | (State & INextable))[],
  announce: () => State & INextable,
): IChainable {
  for (const [i, state] of states.entries()) {
    const next = states[i + 1];
    if (next === undefined) continue;
    if (state instanceof Choice) {
      const told = announce();
      state.when(Condition.jsonata('{% $alerts.opened + $alerts.closed > 0 %}'), told).otherwise(next);
      told.next(next);
    } else state.next(next);
  }
  return states[0]!;
}

const titleOf = (stage: string): string => stage[0]!.toUpperCase() + stage.slice(1);

/** A key with a variable in it as a JSONata expression: `features/key=$features/` becomes `'features/key=' & $features & '/'`. */
const sentence = (key: string): string => `'${key.replace('$features', "' & $features & '")}'`;
