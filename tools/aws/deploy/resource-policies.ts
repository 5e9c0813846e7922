import { allows } from './roles.ts';
import type { Resolve, Resource } from './template.ts';

/** Who asks for what, and what is known of the request: `aws:SecureTransport`, `s3:if-none-match` and the like. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  /** A service such as `cloudwatch.amazonaws.com`, or the ARN of a role. */
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
}

interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export type ResourcePolicies = readonly RawStatement[];

const kinds = ['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'];

/** The statements of every policy that stands at a bucket, a topic, a queue or a key. */
export const resourcePolicies = (
  resources: Readonly<Record<string, Resource>>,
  resolve: Resolve,
): ResourcePolicies =>
  Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => {
    if (kinds.includes(Type)) return statementsOf(resolve(Properties.PolicyDocument));
    if (Type !== 'AWS::KMS::Key') return [];
    const Resource = resolve<string>({ 'Fn::GetAtt': [id, 'Arn'] });
    return statementsOf(resolve(Properties.KeyPolicy)).map((one) => ({ ...one, Resource }));
  });

const statementsOf = ({ Statement }: { readonly Statement: readonly RawStatement[] }) => Statement;

/** A policy at a resource takes the place of the default one: what it does not allow is not allowed, but for roles of the account. */
export type Judged = 'allowed' | 'denied' | 'silent';

/** @throws Error for a condition that this cannot judge */
export function judge(policies: ResourcePolicies, asked: Asked): Judged {
  const fitting = policies.filter((statement) => fits(statement, asked)).map(({ Effect }) => Effect);
  if (fitting.includes('Deny')) return 'denied';
  return fitting.includes('Allow') ? 'allowed' : 'silent';
}

/** Whether a policy stands at the resource at all. */
export const hasPolicy = (policies: ResourcePolicies, resource: string): boolean =>
  policies.some(({ Resource }) =>
    allows([{ actions: ['*'], resources: [Resource].flat() }], { action: '', resource }),
  );

const fits = ({ Principal, Action, Resource, Condition = {} }: RawStatement, asked: Asked): boolean =>
  names(Principal, asked.principal) &&
  allows([{ actions: [Action].flat(), resources: [Resource].flat() }], asked) &&
  Object.entries(Condition).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => holds(operator, asked.context[key], [values].flat())),
  );

const names = (principal: RawStatement['Principal'], asking: string): boolean =>
  typeof principal === 'string'
    ? principal === '*'
    : Object.values(principal)
        .flat()
        .some((one) => one === '*' || one === asking);

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  const like = (pattern: string) =>
    allows([{ actions: ['*'], resources: [pattern] }], { action: '', resource: value ?? '' });
  switch (operator) {
    case 'Null':
      return wanted.some((absent) => (absent === 'true') === (value === undefined));
    case 'Bool':
    case 'StringEquals':
      return value !== undefined && wanted.includes(value);
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return value !== undefined && wanted.some(like);
    case 'StringNotLike':
    case 'ArnNotLike':
      return value === undefined || !wanted.some(like);
    case 'NumericLessThan':
      return value !== undefined && wanted.some((most) => Number(value) < Number(most));
    default:
      throw new Error(`The condition ${operator} of a resource's policy is not judged here`);
  }
}
