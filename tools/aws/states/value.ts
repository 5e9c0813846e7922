import { StateError } from './state-error.ts';

/** Any JSON value. */
export type Value = null | boolean | number | string | readonly Value[] | Fields;
export interface Fields {
  readonly [name: string]: Value;
}

/** Step Functions' quota for input and output of a state, task and execution: 256 KiB of UTF-8. */
export const payloadLimit = 262_144;

export const sizeOf = (value: Value): number => Buffer.byteLength(JSON.stringify(value));

/** The value, where it is no larger than a payload may be. @throws StateError `States.DataLimitExceeded` */
export function withinLimit<T extends Value>(value: T, what: string): T {
  if (sizeOf(value) <= payloadLimit) return value;
  throw new StateError(
    'States.DataLimitExceeded',
    `${what} has a size exceeding the maximum number of bytes service limit.`,
  );
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
