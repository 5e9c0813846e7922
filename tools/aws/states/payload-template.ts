import { callIntrinsic } from './intrinsics.ts';
import { type Roots, readPath } from './json-path.ts';
import { runtimeError } from './state-error.ts';
import { isFields, type Value } from './value.ts';

/** A payload template with every field whose name ends in `.$` replaced by what its path or function gives. */
export function fillTemplate(template: Value, roots: Roots): Value {
  if (Array.isArray(template)) return template.map((one: Value) => fillTemplate(one, roots));
  if (!isFields(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), evaluate(String(value), roots)]
        : [name, fillTemplate(value, roots)],
    ),
  );
}

/** A path, an intrinsic function such as `States.Format('{}.json', $.key)`, or a literal within one. */
export function evaluate(expression: string, roots: Roots): Value {
  const text = expression.trim();
  const [, name, args] = /^States\.(\w+)\((.*)\)$/s.exec(text) ?? [];
  if (name !== undefined && args !== undefined) {
    return callIntrinsic(
      name,
      splitArguments(args).map((arg) => evaluate(arg, roots)),
    );
  }
  if (text.startsWith('$')) return readPath(text, roots);
  return literal(text);
}

function literal(text: string): Value {
  if (text.startsWith("'")) return text.slice(1, -1).replace(/\\(.)/gs, '$1');
  try {
    return JSON.parse(text);
  } catch {
    throw runtimeError(`Invalid expression '${text}'`);
  }
}

/** Arguments at the top level: commas within strings, brackets and inner calls do not part them. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/'(?:\\.|[^'\\])*'|[()[\],]/gs)) {
    if (token === '(' || token === '[') depth++;
    else if (token === ')' || token === ']') depth--;
    else if (token === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  const last = text.slice(start);
  return last.trim() === '' ? parts : [...parts, last];
}
