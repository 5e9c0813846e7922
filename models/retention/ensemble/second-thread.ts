import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Report } from '../progress.ts';
import { type Done, type Job, type JobName, jobs, ownBuffers } from './jobs.ts';

/** A job on its way. */
export interface Begun<Name extends JobName> {
  /** Waits for it; what is reported meanwhile goes to `report`. */
  readonly finish: (report: Report) => Promise<Done<Name>>;
  /** Stops what will not be waited for. */
  readonly abandon: () => Promise<void>;
}

/** What needs no fitting. */
export const already = <Name extends JobName>(done: Done<Name>): Begun<Name> => ({
  finish: async () => done,
  abandon: async () => {},
});

/** What the second thread is given (fit-thread.ts). */
export interface ToFitThread<Name extends JobName> {
  readonly name: Name;
  readonly job: Job<Name>;
}

/** What the second thread says: how far it is, and in the end what it fitted. */
export type FromFitThread<Name extends JobName> =
  | { readonly fraction: number; readonly note: string }
  | { readonly done: Done<Name> };

/** File of the second thread beside the bundle; none where sources run as they are, as in unit tests. */
const file = typeof FIT_THREAD === 'undefined' ? undefined : FIT_THREAD;

/**
 * Begins a job on a second thread, while this one does something else; with a single thread, or where there is no file of a
 * second one, it is done here when it is waited for. The bytes are the same either way.
 * @param threads most threads to use; the cores that this process may use where left out
 */
export function begin<Name extends JobName>(
  name: Name,
  job: () => Job<Name>,
  threads: number = availableParallelism(),
): Begun<Name> {
  const here = jobs[name] as (job: Job<Name>, report: Report) => Promise<Done<Name>>;
  if (file === undefined || threads < 2) {
    return { finish: (report) => here(job(), report), abandon: async () => {} };
  }
  const given = job();
  const buffersOf = ownBuffers[name] as (job: Job<Name>) => ArrayBuffer[];
  const workerData: ToFitThread<Name> = { name, job: given };
  return begunOn<Name>(
    new Worker(new URL(file, import.meta.url), { workerData, transferList: buffersOf(given) }),
  );
}

function begunOn<Name extends JobName>(worker: Worker): Begun<Name> {
  let report: Report = () => {};
  const done = new Promise<Done<Name>>((resolve, reject) => {
    worker.on('message', (said: FromFitThread<Name>) => {
      if ('done' in said) resolve(said.done);
      else report(said.fraction, said.note);
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The thread that fits beside this one ended early (exit code ${code})`)),
    );
  });
  done.catch(() => {}); // told to whoever waits for it, which may be later
  return {
    finish: (to) => {
      report = to;
      return done;
    },
    abandon: async () => void (await worker.terminate()),
  };
}
