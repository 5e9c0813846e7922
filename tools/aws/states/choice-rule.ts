import type { ChoiceRule } from './definition.ts';
import { type Roots, readPath } from './json-path.ts';
import { runtimeError, StateError } from './state-error.ts';
import type { Value } from './value.ts';

type Comparison = (a: string | number | boolean, b: string | number | boolean) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThan: (a, b) => a > b,
  GreaterThanEquals: (a, b) => a >= b,
  Matches: (a, b) => wildcard(String(b)).test(String(a)),
};

const kinds: Readonly<Record<string, (value: Value | undefined) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => isTimestamp(value),
};

/** Whether a rule of a JSONPath Choice holds: `And`, `Or`, `Not`, a check of kind, or a comparison of one type. */
export function ruleHolds(rule: ChoiceRule, roots: Roots): boolean {
  if (rule.And) return rule.And.every((one) => ruleHolds(one, roots));
  if (rule.Or) return rule.Or.some((one) => ruleHolds(one, roots));
  if (rule.Not) return !ruleHolds(rule.Not, roots);
  const operator = operatorOf(rule);
  const value = lookUp(String(rule.Variable), roots);
  if (operator in kinds) return kinds[operator]!(value) === rule[operator];
  if (value === undefined) {
    throw runtimeError(
      `Invalid path '${rule.Variable}': The choice state's condition path references an invalid value.`,
    );
  }
  const byPath = operator.endsWith('Path');
  const wanted = byPath ? readPath(String(rule[operator]), roots) : (rule[operator] as Value);
  return compare(byPath ? operator.slice(0, -'Path'.length) : operator, value, wanted);
}

const plain = ['Variable', 'Next', 'Comment', 'Assign', 'Output', 'OutputPath'];

function operatorOf(rule: ChoiceRule): string {
  const operator = Object.keys(rule).find((name) => !plain.includes(name));
  if (operator === undefined) throw runtimeError('A choice rule names no operator');
  return operator;
}

function lookUp(path: string, roots: Roots): Value | undefined {
  try {
    return readPath(path, roots);
  } catch (error) {
    if (error instanceof StateError && error.error === 'States.ParameterPathFailure') return undefined;
    throw error;
  }
}

function compare(operator: string, value: Value, wanted: Value): boolean {
  const [, type = '', name = ''] = /^(String|Numeric|Boolean|Timestamp)(\w+)$/.exec(operator) ?? [];
  const comparison = comparisons[name];
  if (comparison === undefined) throw runtimeError(`No such operator: ${operator}`);
  const a = typed(type, value);
  const b = typed(type, wanted);
  return a !== undefined && b !== undefined && comparison(a, b);
}

/** The value as one of the type; undefined where it is none, and then no comparison holds. */
function typed(type: string, value: Value): string | number | boolean | undefined {
  if (type === 'Timestamp') return isTimestamp(value) ? Date.parse(String(value)) : undefined;
  const wanted = { String: 'string', Numeric: 'number', Boolean: 'boolean' }[type];
  return typeof value === wanted ? (value as string | number | boolean) : undefined;
}

const isTimestamp = (value: Value | undefined): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);

/** `*` stands for any characters, `\*` for itself. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\([*\\])|[.*+?^${}()|[\]\\]/g, (char, escaped?: string) => {
    if (escaped) return `\\${escaped}`;
    return char === '*' ? '.*' : `\\${char}`;
  });
  return new RegExp(`^${source}$`, 's');
}
