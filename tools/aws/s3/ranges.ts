import { S3Error } from './error.ts';

/** First and last byte of an answer, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The bytes that a Range header asks for; undefined where it asks for all, or cannot be understood. */
export function readRange(header: string | undefined, size: number): Span | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return undefined;
  const span = from
    ? { first: Number(from), last: Math.min(to ? Number(to) : size - 1, size - 1) }
    : { first: Math.max(0, size - Number(to)), last: size - 1 };
  if (span.first > span.last)
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return span;
}
