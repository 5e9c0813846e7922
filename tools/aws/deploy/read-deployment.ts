import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workgroup } from '../athena/server.ts';
import type { FunctionSetup } from '../lambda/setup.ts';
import type { Definition } from '../states/definition.ts';
import { type Keys, keysOf } from './keys.ts';
import { type ResourcePolicies, resourcePolicies } from './resource-policies.ts';
import { type Statement, statementsByRole } from './roles.ts';
import { type Resolve, type Resource, resolverOf, type Template } from './template.ts';

/** Something that runs under a role of its own. */
interface Principal {
  /** Name under which it is called and signs. */
  readonly name: string;
  readonly allows: readonly Statement[];
  /** ARN of the role. */
  readonly role: string;
}

export interface DeployedFunction extends Principal {
  readonly setup: FunctionSetup;
}

export interface DeployedMachine extends Principal {
  readonly definition: Definition;
}

/** What the endpoints need of stacks that were synthesised; functions and machines by their path, such as `Functions/plan`. */
export interface Deployment {
  readonly buckets: readonly string[];
  readonly topics: readonly string[];
  readonly workgroups: Readonly<Record<string, Workgroup>>;
  readonly functions: ReadonlyMap<string, DeployedFunction>;
  readonly machines: ReadonlyMap<string, DeployedMachine>;
  readonly alarms: readonly DeployedAlarm[];
  /** What stands at buckets, topics, queues and keys. */
  readonly policies: ResourcePolicies;
  /** Keys of the customer's own that buckets and topics are encrypted with. */
  readonly keys: Keys;
}

export interface DeployedAlarm {
  readonly name: string;
  /** ARNs of the topics that it tells. */
  readonly tells: readonly string[];
}

/** Reads stacks from the folder that `cdk synth` wrote, all references worked out. */
export function readDeployment(folder: string, stacks: readonly string[]): Deployment {
  const templates = stacks.map(
    (stack): Template => JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')),
  );
  const resolve = resolverOf(templates);
  const resources = Object.assign(
    {},
    ...templates.map(({ Resources }) => Resources),
  ) as Template['Resources'];
  const roles = statementsByRole(resources, resolve);
  const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
  const refsTo = (type: string) => ofType(type).map(([id]) => resolve<string>({ Ref: id }));
  const principal = (id: string, role: unknown): Principal => ({
    name: resolve<string>({ Ref: id }).split(':').at(-1) ?? '',
    allows: roles.get(resolve<string>(role).split('/').at(-1) ?? '') ?? [],
    role: resolve<string>(role),
  });
  return {
    policies: resourcePolicies(resources, resolve),
    keys: keysOf(resources, resolve),
    alarms: ofType('AWS::CloudWatch::Alarm').map(([name, { Properties = {} }]) => ({
      name,
      tells: resolve<string[]>(Properties.AlarmActions ?? []),
    })),
    buckets: refsTo('AWS::S3::Bucket'),
    topics: refsTo('AWS::SNS::Topic'),
    workgroups: Object.fromEntries(
      ofType('AWS::Athena::WorkGroup').map(([, one]) => workgroupOf(one, resolve)),
    ),
    functions: new Map(
      ofType('AWS::Lambda::Function').map(([id, one]) => [
        pathOf(one),
        { ...principal(id, one.Properties?.Role), setup: setupOf(one, folder, resolve) },
      ]),
    ),
    machines: new Map(
      ofType('AWS::StepFunctions::StateMachine').map(([id, one]) => [
        pathOf(one),
        {
          ...principal(id, one.Properties?.RoleArn),
          definition: JSON.parse(resolve<string>(one.Properties?.DefinitionString)),
        },
      ]),
    ),
  };
}

/** `Stack/Functions/plan/Function/Resource` → `Functions/plan` */
const pathOf = ({ Metadata = {} }: Resource): string =>
  Metadata['aws:cdk:path']!.split('/')
    .slice(1, -1)
    .join('/')
    .replace(/\/(Function|Machine)$/, '');

function setupOf(
  { Properties = {}, Metadata = {} }: Resource,
  folder: string,
  resolve: Resolve,
): FunctionSetup {
  const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: object };
  return {
    folder: join(folder, Metadata['aws:asset:path']!),
    handler: String(Properties.Handler),
    memory: Number(Properties.MemorySize ?? 128),
    timeout: Number(Properties.Timeout ?? 3),
    environment: resolve<Record<string, string>>(Variables),
  };
}

function workgroupOf({ Properties = {} }: Resource, resolve: Resolve): [string, Workgroup] {
  const { Name, WorkGroupConfiguration } = resolve<{
    Name: string;
    WorkGroupConfiguration: {
      BytesScannedCutoffPerQuery?: number;
      EnforceWorkGroupConfiguration?: boolean;
      ResultConfiguration?: { OutputLocation?: string };
    };
  }>(Properties);
  const {
    BytesScannedCutoffPerQuery,
    EnforceWorkGroupConfiguration = true,
    ResultConfiguration,
  } = WorkGroupConfiguration;
  const outputLocation = ResultConfiguration?.OutputLocation;
  return [
    Name,
    {
      enforced: EnforceWorkGroupConfiguration,
      ...(outputLocation === undefined ? {} : { outputLocation }),
      ...(BytesScannedCutoffPerQuery === undefined ? {} : { scanLimit: BytesScannedCutoffPerQuery }),
    },
  ];
}
