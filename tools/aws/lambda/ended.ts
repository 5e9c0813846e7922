import type { Value } from '../states/value.ts';

/** How an invocation ended. */
export interface Ended {
  readonly payload: Value;
  /** Set where the function failed; the payload is then its error. */
  readonly functionError?: 'Unhandled';
  /** Most memory that the process held so far, in megabytes, where it lived to tell. */
  readonly maxMemory?: number;
}

export const failed = (errorType: string, errorMessage: string): Ended => ({
  payload: { errorType, errorMessage },
  functionError: 'Unhandled',
});

export const exited = (code: number | null, signal: NodeJS.Signals | null): Ended =>
  failed(
    'Runtime.ExitError',
    `Runtime exited with error: ${signal ? `signal: ${words[signal] ?? signal}` : `exit status ${code}`}`,
  );

const words: Partial<Record<NodeJS.Signals, string>> = { SIGKILL: 'killed', SIGABRT: 'aborted' };

export const timedOut = (seconds: number): Ended =>
  failed('Sandbox.Timedout', `Error: Task timed out after ${seconds.toFixed(2)} seconds`);
