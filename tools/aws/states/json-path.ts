import { runtimeError, StateError } from './state-error.ts';
import { isFields, type Value } from './value.ts';

/** What a path may start from: the input, the context object, and variables by their names. */
export interface Roots {
  readonly input: Value;
  readonly context: Value;
  readonly variables: Readonly<Record<string, Value>>;
}

type Segment = string | number | typeof all;
const all = Symbol('[*]');

/**
 * Value at a path: `$.a.b[0]`, `$['a b']`, `$.list[*].key`, `$$.Execution.Id`, `$variable.field`.
 * @throws StateError `States.ParameterPathFailure` where nothing is there
 */
export function readPath(path: string, { input, context, variables }: Roots): Value {
  const [, root = '', rest = ''] = /^(\$\$|\$\w*)(.*)$/s.exec(path) ?? [];
  const segments = segmentsOf(rest, path);
  if (root === '$$') return descend(context, segments, path);
  if (root === '$') return descend(input, segments, path);
  const variable = variables[root.slice(1)];
  if (variable === undefined) throw missing(path);
  return descend(variable, segments, path);
}

/** A copy of the value in which a path holds something else; objects on the way are made where they lack. */
export function writePath(path: string, into: Value, value: Value): Value {
  return place(segmentsOf(path.slice(1), path), into, value, path);
}

function place([key, ...rest]: readonly Segment[], into: Value, value: Value, path: string): Value {
  if (key === undefined) return value;
  const within = into ?? {};
  if (typeof key !== 'string' || !isFields(within)) {
    throw new StateError('States.ResultPathMatchFailure', `Unable to apply ResultPath ${path} to the input`);
  }
  return { ...within, [key]: place(rest, within[key] ?? {}, value, path) };
}

const segmentPattern = /\.([A-Za-z_][\w-]*)|\[['"]([^'"]+)['"]\]|\[(\d+)\]|(\[\*\])/gy;

function segmentsOf(text: string, path: string): Segment[] {
  const found = [...text.matchAll(segmentPattern)];
  if (found.map(([whole]) => whole).join('') !== text) throw runtimeError(`Invalid path '${path}'`);
  return found.map(([, name, quoted, index]) => name ?? quoted ?? (index ? Number(index) : all));
}

function descend(value: Value, [key, ...rest]: readonly Segment[], path: string): Value {
  if (key === undefined) return value;
  if (key === all) {
    if (!Array.isArray(value)) throw missing(path);
    return value.map((one: Value) => descend(one, rest, path));
  }
  const held = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  if (!held) throw missing(path);
  return descend((value as Record<string | number, Value>)[key]!, rest, path);
}

const missing = (path: string): StateError =>
  new StateError('States.ParameterPathFailure', `The JSONPath '${path}' could not be found in the input`);
