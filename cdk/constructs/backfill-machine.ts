import { Duration } from 'aws-cdk-lib';
import {
  DefinitionBody,
  IntegrationPattern,
  type IStateMachine,
  Map as MapState,
  ProvideItems,
  QueryLanguage,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { machineLogs } from './machine-logs.ts';

export interface BackfillMachineProps {
  /** The machine that runs one as-of date. */
  readonly run: IStateMachine;
  readonly title: string;
}

/**
 * Runs the as-of dates from `from` to `to`, every `everyDays` days, one after the other, oldest first. Each is a run of its
 * own with its own model: a past date must not know what today's champion knows.
 */
export class BackfillMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { run, title }: BackfillMachineProps) {
    super(scope, id);
    const dates = MapState.jsonata(this, 'Each date', {
      items: ProvideItems.jsonata(`{% ${datesOf} %}`),
      itemSelector: {
        asOf: '{% $states.context.Map.Item.Value %}',
        scheduledAt: '{% $states.context.Execution.StartTime %}',
      },
      maxConcurrency: 1,
      outputs: {},
    }).itemProcessor(
      StepFunctionsStartExecution.jsonata(this, 'Run the date', {
        stateMachine: run,
        integrationPattern: IntegrationPattern.RUN_JOB,
        input: TaskInput.fromObject({
          asOf: '{% $states.input.asOf %}',
          scheduledAt: '{% $states.input.scheduledAt %}',
        }),
        outputs: {},
      }),
    );
    this.machine = new StateMachine(this, 'Machine', {
      comment: title,
      definitionBody: DefinitionBody.fromChainable(dates),
      queryLanguage: QueryLanguage.JSONATA,
      timeout: Duration.days(30),
      tracingEnabled: true,
      logs: machineLogs(this),
    });
  }
}

const day = 86_400_000;

/** Days as `YYYY-MM-DD` texts; an array even where it is one. */
const datesOf = `[$map([0..$floor(($toMillis($states.input.to) - $toMillis($states.input.from)) / ${day} / $states.input.everyDays)], function($i) { $substring($fromMillis($toMillis($states.input.from) + $i * $states.input.everyDays * ${day}), 0, 10) })]`;
