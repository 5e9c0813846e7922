import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { type Deployment, readDeployment } from '../../tools/aws/deploy/read-deployment.ts';
import { type DeployedAws, startDeployed } from '../../tools/aws/deploy/start-deployed.ts';
import { type AwsAround, type AwsOptions, clientsOf } from '../../tools/aws/start-aws.ts';
import type { Execution, ExecutionOptions } from '../../tools/aws/states/start-execution.ts';
import type { Value } from '../../tools/aws/states/value.ts';
import { synthesised } from './synthesised.ts';

export interface Cloud<Around = DeployedAws> {
  readonly aws: Around;
  /** Name of the data bucket. */
  readonly bucket: string;
  /** The data bucket, as a person with every right sees it. */
  readonly store: ObjectStore;
  /** Runs a machine by the path of its construct, such as `Scoring`, and waits for its end. */
  run(
    machine: string,
    input: Record<string, string | number | boolean>,
    options?: ExecutionOptions,
  ): Execution['finished'];
  /** Invokes a function by the path of its construct, such as `Functions/deadline`; answers what it returned. */
  invoke(path: string, payload: { readonly [name: string]: Value }): Promise<unknown>;
}

/** The synthesised deployment of a business on loopback endpoints, the business's files in its bucket. */
export async function cloudOf(
  config: string,
  options: Omit<AwsOptions, 'buckets' | 'topics' | 'workgroups'> = {},
): Promise<Cloud> {
  const deployment = deploymentOf(config);
  return cloudOn(await startDeployed(deployment, options), deployment, config);
}

/** What `cdk synth` makes for a business, under a key of its own: whoever may use that needs nothing more without one. */
export function deploymentOf(config: string): Deployment {
  const made = synthesised({ name: 'cloud', business: relative('cdk', config), key: 'new' });
  made.app.synth();
  const stacks = [made.data, made.pipeline, made.serving].map(({ stackName }) => stackName);
  return readDeployment(made.folder, stacks);
}

/** A deployment that is there, once the business's files lie in its bucket. */
export async function cloudOn<Around extends AwsAround>(
  aws: Around,
  { buckets, machines, functions }: Deployment,
  config: string,
): Promise<Cloud<Around>> {
  const bucket = buckets.find((name) => /bucketsdata/i.test(name))!;
  const { s3 } = clientsOf(aws, 'TEST', { maxAttempts: 3 });
  for (const file of ['customers.csv', 'orders.csv', 'touches.csv']) {
    const Body = readFileSync(join(dirname(config), file));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `raw/${file}`, Body }));
  }
  const run: Cloud['run'] = (machine, input, how) =>
    aws.states.start(machines.get(machine)!.name, input, how).finished;
  const invoke: Cloud['invoke'] = async (path, payload) => {
    const ended = await aws.lambda.invoke(functions.get(path)!.name, payload, 'TEST');
    return ended.payload;
  };
  return { aws, bucket, store: s3Store({ client: s3, bucket }), run, invoke };
}
