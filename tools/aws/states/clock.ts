import { setTimeout as wait } from 'node:timers/promises';

/** Time as an execution knows it. */
export interface Clock {
  readonly now: () => Date;
  /** Lets so many milliseconds pass: between two tries, and in a Wait state. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Calls back when the time allowed for something is over, unless it is called off first. */
  readonly deadline: (milliseconds: number, over: () => void) => () => void;
}

export const realClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => wait(milliseconds),
  deadline: (milliseconds, over) => {
    const timer = setTimeout(over, Math.min(milliseconds, longestTimer));
    return () => clearTimeout(timer);
  },
};

/** Node ends a longer timer at once. */
const longestTimer = 2 ** 31 - 1;

export interface FakeClock extends Clock {
  /** Seconds that were slept, in order. */
  readonly naps: readonly number[];
  /** Ends every deadline of at most so many seconds. */
  readonly expire: (seconds: number) => void;
}

/** A clock on which sleeping takes no time and moves the hands; deadlines end when the test says so. */
export function fakeClock(start = '2026-03-02T02:00:00.000Z'): FakeClock {
  let now = Date.parse(start);
  const naps: number[] = [];
  const deadlines = new Set<{ milliseconds: number; over: () => void }>();
  return {
    naps,
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      naps.push(milliseconds / 1000);
      now += milliseconds;
    },
    deadline: (milliseconds, over) => {
      const entry = { milliseconds, over };
      deadlines.add(entry);
      return () => void deadlines.delete(entry);
    },
    expire: (seconds) => {
      for (const entry of deadlines) if (entry.milliseconds <= 1000 * seconds) entry.over();
    },
  };
}
