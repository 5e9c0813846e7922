import type { Call } from '../endpoint/calls.ts';
import type { Resolve, Resource } from './template.ts';

/** One thing that a role allows: actions on resources, each with `*` and `?` for what may vary. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly PolicyStatement[] };
  readonly Roles?: readonly string[];
}

/** What each role allows, by its logical id. @throws Error for a statement that this cannot judge */
export function statementsByRole(
  resources: Readonly<Record<string, Resource>>,
  resolve: Resolve,
): ReadonlyMap<string, readonly Statement[]> {
  const byRole = new Map<string, Statement[]>();
  const add = (role: string, { PolicyDocument }: Policy) =>
    byRole.set(role, [...(byRole.get(role) ?? []), ...PolicyDocument.Statement.map(statementOf)]);
  for (const [id, { Type, Properties = {} }] of Object.entries(resources)) {
    if (Type === 'AWS::IAM::Role') {
      for (const policy of resolve<Policy[]>(Properties.Policies ?? [])) add(id, policy);
    }
    if (Type === 'AWS::IAM::Policy') {
      const policy = resolve<Policy>(Properties);
      for (const role of policy.Roles ?? []) add(role, policy);
    }
  }
  return byRole;
}

function statementOf({ Effect, Action, Resource, Condition }: PolicyStatement): Statement {
  if (Effect !== 'Allow' || Condition !== undefined) {
    throw new Error(
      `A statement with ${Effect} or a condition is not judged here: ${JSON.stringify(Action)}`,
    );
  }
  return { actions: [Action].flat(), resources: [Resource].flat() };
}

/** Whether one of the statements allows a call. Actions are compared without regard to case, as IAM does. */
export const allows = (
  statements: readonly Statement[],
  { action, resource }: Pick<Call, 'action' | 'resource'>,
): boolean =>
  statements.some(
    ({ actions, resources }) =>
      actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      resources.some((pattern) => matches(pattern, resource)),
  );

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
