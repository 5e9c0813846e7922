import { TransientError } from '../contracts/errors.ts';

/** What Lambda tells a function of the call, as far as we ask. */
export interface Invocation {
  readonly functionName: string;
  getRemainingTimeInMillis(): number;
}

/** Time to stop what runs, take the scratch database away and say so, before Lambda kills the process. */
const toSweep = 30_000;

/**
 * Aborts shortly before Lambda's time is over: queries would run and cost on after the function, and their tables stay.
 * @returns the signal, and how to forget it once the call is done
 */
export function timeLimit(invocation: Pick<Invocation, 'getRemainingTimeInMillis'>): {
  signal: AbortSignal;
  done: () => void;
} {
  const stop = new AbortController();
  const left = invocation.getRemainingTimeInMillis();
  const timer = setTimeout(() => stop.abort(outOfTime()), left - Math.min(toSweep, left / 4));
  timer.unref();
  return { signal: stop.signal, done: () => clearTimeout(timer) };
}

const outOfTime = (): TransientError =>
  new TransientError(
    'The time of the function is nearly over and its query was stopped. Where it comes again, Athena queues or the data have grown: see "How far it goes" in docs/scale.md',
  );
