import { join } from 'node:path';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { bundleFunctions } from '../bundle-functions.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import type { Access } from './access.ts';
import { metricNamespace } from './figures.ts';
import type { StageFunctions } from './run-machine.ts';
import { StageFunction } from './stage-function.ts';

export interface PipelineFunctionsProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  /** The business's config on the machine that deploys. */
  readonly configFile: string;
}

interface Shape {
  readonly access: Access;
  readonly memoryMegabytes: number;
  readonly minutes: number;
}

/** Memory buys processor time as well: a function has a whole core from 1,769 MB on. */
const shapes = {
  plan: { access: { raw: true, writes: ['runs'] }, memoryMegabytes: 1769, minutes: 15 },
  check: {
    access: { raw: true, writes: ['runs'], unloads: ['clean', 'quarantine'], queries: true },
    memoryMegabytes: 3008,
    minutes: 15,
  },
  features: {
    access: { reads: ['clean'], writes: ['runs'], unloads: ['features', 'labels'], queries: true },
    memoryMegabytes: 1769,
    minutes: 15,
  },
  train: {
    access: { reads: ['features', 'labels'], writes: ['runs', 'models'] },
    memoryMegabytes: 10_240,
    minutes: 15,
  },
  'score-shard': {
    access: { reads: ['runs', 'features', 'models'], writes: ['scores'] },
    memoryMegabytes: 1769,
    minutes: 15,
  },
  score: {
    access: { reads: ['features', 'models'], writes: ['runs', 'scores'], queries: true },
    memoryMegabytes: 1769,
    minutes: 15,
  },
  health: {
    access: {
      reads: ['clean', 'features', 'models', 'scores', 'lists', 'ledger'],
      unloads: ['matured', 'runs'],
      queries: true,
    },
    memoryMegabytes: 3008,
    minutes: 15,
  },
  list: {
    access: {
      reads: ['clean', 'features', 'models', 'scores', 'ledger'],
      writes: ['lists', 'ledger'],
      unloads: ['runs'],
      queries: true,
    },
    memoryMegabytes: 3008,
    minutes: 15,
  },
  deadline: { access: { reads: ['lists'] }, memoryMegabytes: 512, minutes: 1 },
} as const satisfies Record<string, Shape>;

type FunctionName = keyof typeof shapes;

const computing: readonly FunctionName[] = ['train', 'score-shard', 'score', 'list'];
const datedByBusiness: readonly FunctionName[] = ['plan', 'deadline'];

/** A function per stage, each with the memory and the rights that its stage needs. */
export class PipelineFunctions extends Construct {
  readonly stages: StageFunctions;
  readonly deadline: IFunction;

  constructor(scope: Construct, id: string, { deployment, data, configFile }: PipelineFunctionsProps) {
    super(scope, id);
    const names = Object.keys(shapes) as FunctionName[];
    const inContainer = (name: FunctionName) => name === 'train' && deployment.trainingBackend === 'native';
    const code = bundleFunctions(
      deployment.name,
      names.map((name) => ({
        name,
        business: datedByBusiness.includes(name),
        computes: computing.includes(name),
      })),
      configFile,
    );
    const made = (name: FunctionName): IFunction =>
      new StageFunction(this, name, {
        deployment,
        data,
        stage: name,
        ...shapes[name],
        code: inContainer(name) ? null : join(code, name),
        metricNamespace: metricNamespace(deployment),
      }).function;
    this.deadline = made('deadline');
    this.stages = {
      plan: made('plan'),
      check: made('check'),
      features: made('features'),
      train: made('train'),
      'score-shard': made('score-shard'),
      score: made('score'),
      health: made('health'),
      list: made('list'),
    };
  }
}
