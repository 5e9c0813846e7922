import { parentPort, workerData } from 'node:worker_threads';
import type { FromFitThread } from './second-thread.ts';
import { fitTreesAndFloor } from './trees-and-floor.ts';

// Runs on a second thread (second-thread.ts), from a bundle of its own.
const say = (what: FromFitThread) => parentPort!.postMessage(what);
say({ fitted: await fitTreesAndFloor(workerData, (fraction, note) => say({ fraction, note })) });
