import { randomUUID } from 'node:crypto';
import compile, { type Expression } from 'jsonata';
import { hash, partition, range } from './intrinsics.ts';
import { StateError } from './state-error.ts';
import { isFields, type Value } from './value.ts';

/** Names that an expression sees: `states` and the variables, each behind a `$`. */
export type Bindings = Readonly<Record<string, unknown>>;

const compiled = new Map<string, Expression>();

/**
 * A value with each text between `{%` and `%}` replaced by what its JSONata gives.
 * @throws StateError `States.QueryEvaluationError` where an expression fails or gives nothing
 */
export async function evaluateJsonata(template: Value, bindings: Bindings): Promise<Value> {
  if (typeof template === 'string') return evaluateText(template, bindings);
  if (Array.isArray(template)) {
    return Promise.all(template.map((one: Value) => evaluateJsonata(one, bindings)));
  }
  if (!isFields(template)) return template;
  const entries = Object.entries(template).map(
    async ([name, value]) => [name, await evaluateJsonata(value, bindings)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluateText(text: string, bindings: Bindings): Promise<Value> {
  const [, source] = /^\s*\{%(.*)%\}\s*$/s.exec(text) ?? [];
  if (source === undefined) return text;
  try {
    const value: unknown = await expressionOf(source).evaluate(undefined, { ...bindings });
    if (value === undefined) throw new Error('the expression gives nothing');
    return JSON.parse(JSON.stringify(value)) as Value;
  } catch (cause) {
    const { message } = cause as { message?: string };
    throw new StateError('States.QueryEvaluationError', `${text}: ${message}`);
  }
}

/** Functions that Step Functions adds to those of JSONata; `$eval` it does not know. */
function expressionOf(source: string): Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = compile(source);
  expression.registerFunction('partition', partition);
  expression.registerFunction('range', range);
  expression.registerFunction('hash', hash);
  expression.registerFunction('uuid', () => randomUUID());
  expression.registerFunction('parse', (json: string) => JSON.parse(json));
  expression.registerFunction('eval', () => {
    throw new Error('$eval is not supported; use $parse');
  });
  compiled.set(source, expression);
  return expression;
}
