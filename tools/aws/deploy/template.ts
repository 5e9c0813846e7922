import { account, arnOf, bucketArn, region } from '../endpoint/calls.ts';
import type { Json } from '../endpoint/json-server.ts';

/** A stack as `cdk synth` writes it. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>
  >;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly Metadata?: Readonly<Record<string, string>>;
}

/** Works out the intrinsic functions in a value of a template. */
export type Resolve = <T>(value: unknown) => T;

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Intrinsic functions over stacks that are deployed together. @throws Error for one that it does not know */
export function resolverOf(templates: readonly Template[]): Resolve {
  const resources = Object.assign(
    {},
    ...templates.map(({ Resources }) => Resources),
  ) as Template['Resources'];
  const outputs = templates.flatMap(({ Outputs = {} }) => Object.values(Outputs));
  const functions: Readonly<Record<string, (argument: never) => unknown>> = {
    Ref: (id: string) => pseudo[id] ?? refOf(id, resource(id)),
    'Fn::GetAtt': ([id, attribute]: [string, string]) =>
      attribute === 'Arn' ? arnOfResource(id, resource(id)) : nameOf(id, resource(id)),
    'Fn::Join': ([between, parts]: [string, unknown[]]) => (resolve(parts) as string[]).join(between),
    'Fn::Sub': (text: string) => text.replace(/\$\{([^}]+)\}/g, (_, id: string) => resolve({ Ref: id })),
    'Fn::Select': ([index, list]: [number, unknown]) => (resolve(list) as unknown[])[index],
    'Fn::Split': ([between, text]: [string, unknown]) => (resolve(text) as string).split(between),
    'Fn::ImportValue': (name: unknown) => resolve(exported(resolve(name))),
  };
  const resource = (id: string): Resource => {
    const found = resources[id];
    if (!found) throw new Error(`No resource ${id} in the templates`);
    return found;
  };
  const exported = (name: string): unknown => {
    const found = outputs.find(({ Export }) => Export?.Name === name);
    if (!found) throw new Error(`No stack exports ${name}`);
    return found.Value;
  };
  const resolve = <T>(value: unknown): T => {
    if (Array.isArray(value)) return value.map((one) => resolve(one)) as T;
    if (typeof value !== 'object' || value === null) return value as T;
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && Object.hasOwn(functions, name))
      return functions[name]!(argument as never) as T;
    if (entries.length === 1 && name.startsWith('Fn::')) throw new Error(`${name} is not worked out here`);
    return Object.fromEntries(entries.map(([key, one]) => [key, resolve(one)])) as T;
  };
  return resolve;
}

/** Resources that `Ref` names by their ARN. */
const byArn = ['AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine'];

const refOf = (id: string, resource: Resource): string =>
  byArn.includes(resource.Type) ? arnOfResource(id, resource) : nameOf(id, resource);

/** Name that a resource is given in its template, else one made of its logical id, in the letters that a bucket may have. */
function nameOf(id: string, { Type, Properties = {} }: Resource): string {
  const given = Properties.Name ?? Properties[`${Type.split('::').at(-1)}Name`];
  return typeof given === 'string' ? given : Type === 'AWS::S3::Bucket' ? id.toLowerCase() : id;
}

const arns: Readonly<Record<string, (name: string) => string>> = {
  'AWS::S3::Bucket': bucketArn,
  'AWS::Lambda::Function': (name) => arnOf('lambda', `function:${name}`),
  'AWS::StepFunctions::StateMachine': (name) => arnOf('states', `stateMachine:${name}`),
  'AWS::SNS::Topic': (name) => arnOf('sns', name),
  'AWS::SQS::Queue': (name) => arnOf('sqs', name),
  'AWS::Events::Rule': (name) => arnOf('events', `rule/${name}`),
  'AWS::KMS::Key': (name) => arnOf('kms', `key/${name}`),
  'AWS::Logs::LogGroup': (name) => arnOf('logs', `log-group:${name}:*`),
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
};

function arnOfResource(id: string, resource: Resource): string {
  const make = arns[resource.Type];
  if (!make) throw new Error(`The ARN of a ${resource.Type} is not known here`);
  return make(nameOf(id, resource));
}
