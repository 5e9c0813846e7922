import { createHash, randomInt, randomUUID } from 'node:crypto';
import { StateError } from './state-error.ts';
import { isFields, type Value } from './value.ts';

/** Intrinsic functions of the States Language, each on arguments of the kinds that it documents. */
const intrinsics: Readonly<Record<string, (...values: Value[]) => Value>> = {
  Format: (template, ...values) => {
    let next = 0;
    return text(template).replace(/\{\}/g, () => written(values[next++] ?? null));
  },
  StringToJson: (json) => JSON.parse(text(json)),
  JsonToString: (value = null) => JSON.stringify(value),
  JsonMerge: (a, b) => ({ ...(isFields(a) && a), ...(isFields(b) && b) }),
  Array: (...values) => values,
  ArrayPartition: (values, size) => partition(list(values), number(size)),
  ArrayContains: (values, wanted) => list(values).some((value) => same(value, wanted)),
  ArrayRange: (first, last, step) => range(number(first), number(last), number(step)),
  ArrayGetItem: (values, index) => list(values)[number(index)] ?? null,
  ArrayLength: (values) => list(values).length,
  ArrayUnique: (values) => list(values).filter((v, i, every) => every.findIndex((w) => same(v, w)) === i),
  Base64Encode: (value) => Buffer.from(text(value)).toString('base64'),
  Base64Decode: (value) => Buffer.from(text(value), 'base64').toString(),
  Hash: (value, algorithm) => hash(value ?? null, text(algorithm)),
  MathAdd: (a, b) => number(a) + number(b),
  MathRandom: (from, to) => randomInt(number(from), number(to)),
  StringSplit: (value, separators) => {
    const marks = new Set(text(separators));
    return text(value)
      .replace(/./gsu, (char) => (marks.has(char) ? '\0' : char))
      .split('\0')
      .filter(Boolean);
  },
  UUID: () => randomUUID(),
};

/** @throws StateError `States.IntrinsicFailure` for an unknown function, or arguments of the wrong kind */
export function callIntrinsic(name: string, values: readonly Value[]): Value {
  try {
    if (!Object.hasOwn(intrinsics, name)) throw new TypeError('no such function');
    return intrinsics[name]!(...values);
  } catch (cause) {
    throw new StateError('States.IntrinsicFailure', `States.${name}: ${(cause as Error).message}`);
  }
}

export function partition(values: readonly Value[], size: number): Value[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, i) => values.slice(i * size, (i + 1) * size));
}

export function range(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Hash in hexadecimal by one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512. */
export function hash(value: Value, algorithm: string): string {
  if (!/^(MD5|SHA-(1|256|384|512))$/.test(algorithm)) throw new TypeError(`no such algorithm: ${algorithm}`);
  return createHash(algorithm.replace('-', '').toLowerCase()).update(written(value)).digest('hex');
}

const written = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value));
const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

function text(value: Value): string {
  if (typeof value === 'string') return value;
  throw new TypeError('expected a string');
}

function number(value: Value): number {
  if (typeof value === 'number') return value;
  throw new TypeError('expected a number');
}

function list(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('expected an array');
}
