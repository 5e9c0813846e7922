import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Report } from '../progress.ts';
import { bytesOf, type Done, type Job, type JobName, jobs, ownBuffers } from './jobs.ts';

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
  return begunOn(name, job());
}

/** Threads that wait for another job, and the kinds they have done: what they compiled on the way serves again. */
const waiting = new Map<Worker, Set<JobName>>();
/** A thread that was given more bytes, such as bins of over 150,000 rows, ends with its job, and its memory with it. */
const mostKept = 20e6;

function begunOn<Name extends JobName>(name: Name, job: Job<Name>): Begun<Name> {
  const moved = (ownBuffers[name] as (job: Job<Name>) => ArrayBuffer[])(job);
  const keep = (bytesOf[name] as (job: Job<Name>) => number)(job) <= mostKept;
  const thread = threadFor(name);
  const { worker } = thread;
  let report: Report = () => {};
  let over = false;
  const done = new Promise<Done<Name>>((resolve, reject) => {
    worker.on('message', (said: FromFitThread<Name>) => {
      if ('fraction' in said) return report(said.fraction, said.note);
      over = true;
      letGo(thread, keep);
      resolve(said.done);
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The thread that fits beside this one ended early (exit code ${code})`)),
    );
  });
  done.catch(() => {}); // told to whoever waits for it, which may be later
  worker.postMessage({ name, job } satisfies ToFitThread<Name>, moved);
  return {
    finish: (to) => {
      report = to;
      return done;
    },
    abandon: async () => void (over || (await worker.terminate())),
  };
}

/** A thread that has done such a job, else any that waits, else a new one; and all that it will have done. */
function threadFor(name: JobName): { readonly worker: Worker; readonly done: Set<JobName> } {
  const kept = [...waiting].find(([, done]) => done.has(name)) ?? [...waiting][0];
  if (kept === undefined)
    return { worker: new Worker(new URL(file!, import.meta.url)), done: new Set([name]) };
  const [worker, done] = kept;
  waiting.delete(worker);
  forget(worker);
  worker.ref();
  return { worker, done: done.add(name) };
}

/** Keeps a thread that has done its job, without keeping the process alive for it; or ends it. */
function letGo({ worker, done }: ReturnType<typeof threadFor>, keep: boolean): void {
  forget(worker);
  if (!keep) return void worker.terminate();
  worker.unref();
  waiting.set(worker, done);
  worker.once('exit', () => waiting.delete(worker));
}

function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
