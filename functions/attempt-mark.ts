import { createHash } from 'node:crypto';
import type { Invocation } from './time-limit.ts';

/** What the attempts of an execution at one function have in common; undefined where no state machine tries again. */
export function attemptMark(event: unknown, { functionName }: Invocation): string | undefined {
  const { execution } = event as { readonly execution?: string };
  if (execution === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([functionName, execution]))
    .digest('hex')
    .slice(0, 16);
}
