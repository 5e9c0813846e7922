import { type Deferred, deferred } from './deferred.ts';
import type { Sandbox } from './sandbox.ts';

/** The processes of one function. */
export interface Pool {
  /** A process that is free, or a new one; waits where there may be no more. */
  readonly take: () => Promise<{ sandbox: Sandbox; cold: boolean }>;
  readonly giveBack: (sandbox: Sandbox) => void;
  /** Every process, at work or not. */
  readonly all: () => readonly Sandbox[];
}

export function poolOf(start: () => Promise<Sandbox>, most: number): Pool {
  const all = new Set<Sandbox>();
  const free: Sandbox[] = [];
  const waiting: Deferred<void>[] = [];
  let held = 0;

  const take = async () => {
    while (held === most) {
      const turn = deferred<void>();
      waiting.push(turn);
      await turn.promise;
    }
    held++;
    const warm = free.filter((sandbox) => sandbox.alive()).pop();
    if (warm) {
      free.splice(free.indexOf(warm), 1);
      return { sandbox: warm, cold: false };
    }
    const sandbox = await start();
    all.add(sandbox);
    return { sandbox, cold: true };
  };
  const giveBack = (sandbox: Sandbox) => {
    held--;
    if (sandbox.alive()) free.push(sandbox);
    else all.delete(sandbox);
    waiting.shift()?.resolve();
  };
  return { take, giveBack, all: () => [...all] };
}
