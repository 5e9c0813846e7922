import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ObjectStore } from '../../pipeline/contracts/ports.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { readDeployment } from '../aws/deploy/read-deployment.ts';
import { type DeployedAws, startDeployed } from '../aws/deploy/start-deployed.ts';
import { type AwsOptions, clientsOf } from '../aws/start-aws.ts';
import type { Execution, ExecutionOptions } from '../aws/states/start-execution.ts';
import { synthesised } from './synthesised.ts';

export interface Cloud {
  readonly aws: DeployedAws;
  /** Name of the data bucket. */
  readonly bucket: string;
  /** The data bucket, as a person with every right sees it. */
  readonly store: ObjectStore;
  /** Runs a machine by the path of its construct, such as `Scoring`, and waits for its end. */
  run(
    machine: string,
    input: Record<string, string | number>,
    options?: ExecutionOptions,
  ): Execution['finished'];
  /** Invokes a function by the path of its construct, such as `Functions/deadline`; answers what it returned. */
  invoke(path: string, payload: Record<string, string>): Promise<unknown>;
}

/** The synthesised deployment of a business on loopback endpoints, the business's files in its bucket. */
export async function cloudOf(
  config: string,
  options: Omit<AwsOptions, 'buckets' | 'topics' | 'workgroups'> = {},
): Promise<Cloud> {
  const made = synthesised({ name: 'cloud', business: relative('cdk', config) });
  made.app.synth();
  const stacks = [made.data, made.pipeline, made.serving].map(({ stackName }) => stackName);
  const deployment = readDeployment(made.folder, stacks);
  const aws = await startDeployed(deployment, options);
  const bucket = deployment.buckets.find((name) => /bucketsdata/i.test(name))!;
  for (const file of ['customers.csv', 'orders.csv', 'touches.csv']) {
    aws.s3.shelf.put(bucket, `raw/${file}`, readFileSync(join(dirname(config), file)));
  }
  const run: Cloud['run'] = (machine, input, how) =>
    aws.states.start(deployment.machines.get(machine)!.name, input, how).finished;
  const invoke: Cloud['invoke'] = async (path, payload) => {
    const ended = await aws.lambda.invoke(deployment.functions.get(path)!.name, payload, 'TEST');
    return ended.payload;
  };
  const store = s3Store({ client: clientsOf(aws).s3, bucket });
  return { aws, bucket, store, run, invoke };
}
