import { parentPort } from 'node:worker_threads';
import { type JobName, jobs } from './jobs.ts';
import type { FromFitThread, ToFitThread } from './second-thread.ts';

// Runs on a second thread (second-thread.ts), from a bundle of its own: one job after the other.
const say = (what: FromFitThread<JobName>) => parentPort!.postMessage(what);
parentPort!.on('message', async ({ name, job }: ToFitThread<JobName>) => {
  say({ done: await jobs[name](job as never, (fraction, note) => say({ fraction, note })) });
});
