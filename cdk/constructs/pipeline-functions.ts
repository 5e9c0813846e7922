import { join } from 'node:path';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Webhook } from '../../contracts/config/webhooks.ts';
import type { StageTable } from '../../contracts/stages.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import type { BusinessAccess } from './access.ts';
import { metricNamespace } from './figures.ts';
import type { RunFunctions } from './run-machine.ts';
import { type FunctionShape, shapesOf } from './shapes.ts';
import { StageFunction } from './stage-function.ts';

export interface PipelineFunctionsProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly business: BusinessAccess;
  readonly stages: StageTable;
  /** Those that the deployment tells. */
  readonly webhooks: readonly Webhook[];
  /** Whether an event with links to the lists goes out. */
  readonly linksOnBus: boolean;
  /** Folder that holds a folder for each function, with its bundled code. */
  readonly code: string;
}

/** A function per stage, each with the memory and the rights that its stage needs. */
export class PipelineFunctions extends Construct {
  readonly stages: RunFunctions;
  readonly deadline: IFunction;
  readonly pulse: IFunction;
  readonly webhooks: IFunction;

  constructor(scope: Construct, id: string, props: PipelineFunctionsProps) {
    super(scope, id);
    const { deployment, data, business, stages, code } = props;
    const shapes = Object.entries(shapesOf(stages));
    const inContainer = (name: string) => name === 'train' && deployment.trainingBackend === 'native';
    const made = ([name, { access, memoryMegabytes, minutes }]: [string, FunctionShape]) =>
      new StageFunction(this, name, {
        deployment,
        data,
        business,
        stage: name,
        access:
          name === 'webhooks'
            ? { ...access, secrets: props.webhooks.map(({ secret }) => secret), tells: props.linksOnBus }
            : access,
        memoryMegabytes,
        minutes,
        code: inContainer(name) ? null : join(code, name),
        metricNamespace: metricNamespace(deployment),
      }).function;
    const { deadline, pulse, webhooks, ...run } = Object.fromEntries(
      shapes.map((shape) => [shape[0], made(shape)]),
    );
    this.deadline = deadline!;
    this.pulse = pulse!;
    this.webhooks = webhooks!;
    this.stages = run;
  }
}
