import { account, arnOf, type Call } from '../endpoint/calls.ts';
import { type Aws, type AwsAround, type AwsOptions, startAws } from '../start-aws.ts';
import { withKeys } from './keys.ts';
import type { Deployment } from './read-deployment.ts';
import { hasPolicy, judge } from './resource-policies.ts';
import { allows } from './roles.ts';

/** AWS on loopback with a deployment in it. */
export interface DeployedAws extends Aws {
  /** Every call, and what it asked of a key. */
  readonly asked: () => readonly Call[];
  /** Calls of the deployment's functions and machines that the role of their caller does not allow, or a resource's policy denies. */
  readonly forbidden: () => readonly string[];
  /** Actions that roles allow and nobody needed so far, as `caller action`. */
  readonly unneeded: () => readonly string[];
}

/** Starts every endpoint with the deployment's buckets, topics, workgroups, functions and state machines. */
export async function startDeployed(
  deployment: Deployment,
  options: Omit<AwsOptions, 'buckets' | 'topics' | 'workgroups'> = {},
): Promise<DeployedAws> {
  const { buckets, topics, workgroups, functions, machines, policies, keys } = deployment;
  const aws = await startAws({ ...options, buckets, topics, workgroups });
  deploy(aws, deployment);
  const principals = [...functions.values(), ...machines.values()];
  const asked = () => withKeys(aws.calls, keys);
  const callsOf = (name: string) => asked().filter(({ caller }) => caller === name);
  return {
    ...aws,
    asked,
    forbidden: () =>
      principals.flatMap(({ name, allows: statements, role }) => {
        const refused = (call: Call) =>
          !allows(statements, call) || judge(policies, { ...call, ...asking(role, call) }) === 'denied';
        const beyond = callsOf(name).filter(refused);
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

/** Loopback stands for TLS. */
const asking = (role: string, { context = {} }: Call) => ({
  principal: role,
  context: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 'aws:PrincipalArn': role, ...context },
});

/** Alarms whose topic does not take what CloudWatch publishes for them, or that tell nobody. */
export const unheardAlarms = ({ alarms, policies, keys }: Deployment): string[] =>
  alarms
    .filter(({ name, tells }) => !tells.some((topic) => hears({ policies, keys }, topic, name)))
    .map(({ name }) => name);

/** A topic without a policy of its own has the default one, which lets the account's alarms publish. */
function hears(
  { policies, keys }: Pick<Deployment, 'policies' | 'keys'>,
  topic: string,
  alarm: string,
): boolean {
  const context = {
    'aws:SecureTransport': 'true',
    'aws:SourceAccount': account,
    'aws:SourceArn': arnOf('cloudwatch', `alarm:${alarm}`),
  };
  const principal = 'cloudwatch.amazonaws.com';
  const calls = withKeys(
    [{ action: 'sns:Publish', resource: topic, caller: principal, operation: 'Publish' }],
    keys,
  );
  return calls.every(
    ({ action, resource }) =>
      !hasPolicy(policies, resource) ||
      judge(policies, { action, resource, principal, context }) === 'allowed',
  );
}

/** Makes a deployment's functions and state machines known. */
export function deploy({ lambda, states }: AwsAround, { functions, machines }: Deployment): void {
  for (const { name, setup } of functions.values()) lambda.deploy(name, setup);
  for (const { name, definition } of machines.values()) states.create(name, definition);
}
