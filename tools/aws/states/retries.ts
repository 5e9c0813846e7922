import type { Retrier } from './definition.ts';
import { isNamed, type StateError } from './state-error.ts';

/** Counts the tries of one visit to a state, a count for each retrier. */
export interface Retries {
  /** Milliseconds to wait before the next try; undefined where the error is to be tried no more. */
  readonly pauseAfter: (error: StateError) => number | undefined;
}

/** @param random a draw in [0, 1) for `JitterStrategy: FULL` */
export function startRetries(retriers: readonly Retrier[] = [], random: () => number = Math.random): Retries {
  const used = retriers.map(() => 0);
  return {
    pauseAfter: (error) => {
      const which = retriers.findIndex(({ ErrorEquals }) => isNamed(error, ErrorEquals));
      const retrier = retriers[which];
      if (retrier === undefined || used[which]! >= (retrier.MaxAttempts ?? 3)) return undefined;
      const longest = backoff(retrier, used[which]!++);
      return 1000 * (retrier.JitterStrategy === 'FULL' ? random() * longest : longest);
    },
  };
}

/** Seconds before the try after so many retries: the interval times the rate to their power, up to the most. */
function backoff(retrier: Retrier, retries: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds);
}
