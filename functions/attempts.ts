import { createHash } from 'node:crypto';
import type { Invocation } from './time-limit.ts';

/** How an attempt knows what others at the same work have left that were killed. */
export interface Attempts {
  readonly mark: string;
  /** Whoever began before this instant was killed; left out where all others are over. */
  readonly before?: Date;
}

/** What the attempts of an execution at one function have in common; undefined where no state machine tries again. */
export function attemptsOfExecution(event: unknown, { functionName }: Invocation): Attempts | undefined {
  const { execution } = event as { readonly execution?: string };
  return execution === undefined ? undefined : { mark: markOf(functionName, execution) };
}

/** Of a function that runs beside others of its kind: no call takes longer than this one may, and a minute is spare. */
export const attemptsBeside = (_: unknown, invocation: Invocation): Attempts => ({
  mark: markOf(invocation.functionName),
  before: new Date(Date.now() - invocation.getRemainingTimeInMillis() - 60_000),
});

const markOf = (...names: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16);
