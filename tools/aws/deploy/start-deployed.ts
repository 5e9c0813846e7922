import { type Aws, type AwsAround, type AwsOptions, startAws } from '../start-aws.ts';
import type { Deployment } from './read-deployment.ts';
import { allows } from './roles.ts';

/** AWS on loopback with a deployment in it. */
export interface DeployedAws extends Aws {
  /** Calls of the deployment's functions and machines that the role of their caller does not allow. */
  readonly forbidden: () => readonly string[];
  /** Actions that roles allow and nobody needed so far, as `caller action`. */
  readonly unneeded: () => readonly string[];
}

/** Starts every endpoint with the deployment's buckets, topics, workgroups, functions and state machines. */
export async function startDeployed(
  deployment: Deployment,
  options: Omit<AwsOptions, 'buckets' | 'topics' | 'workgroups'> = {},
): Promise<DeployedAws> {
  const { buckets, topics, workgroups, functions, machines } = deployment;
  const aws = await startAws({ ...options, buckets, topics, workgroups });
  deploy(aws, deployment);
  const principals = [...functions.values(), ...machines.values()];
  const callsOf = (name: string) => aws.calls.filter(({ caller }) => caller === name);
  return {
    ...aws,
    forbidden: () =>
      principals.flatMap(({ name, allows: statements }) => {
        const beyond = callsOf(name).filter((call) => !allows(statements, call));
        return [...new Set(beyond.map(({ action, resource }) => `${name} ${action} ${resource}`))];
      }),
    unneeded: () =>
      principals.flatMap(({ name, allows: statements }) => {
        const needed = callsOf(name);
        const granted = new Set(statements.flatMap(({ actions }) => actions));
        const isNeeded = (action: string) =>
          needed.some((call) => allows([{ actions: [action], resources: ['*'] }], call));
        return [...granted].filter((action) => !isNeeded(action)).map((action) => `${name} ${action}`);
      }),
  };
}

/** Makes a deployment's functions and state machines known. */
export function deploy({ lambda, states }: AwsAround, { functions, machines }: Deployment): void {
  for (const { name, setup } of functions.values()) lambda.deploy(name, setup);
  for (const { name, definition } of machines.values()) states.create(name, definition);
}
