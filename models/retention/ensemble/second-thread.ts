import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Report } from '../progress.ts';
import { fitTreesAndFloor, type TreesAndFloor, type TreesAndFloorRows } from './trees-and-floor.ts';

/** Trees and floor on their way. */
export interface BegunTreesAndFloor {
  /** Waits for them; what is reported meanwhile goes to `report`. */
  readonly finish: (report: Report) => Promise<TreesAndFloor>;
  /** Stops what will not be waited for. */
  readonly abandon: () => Promise<void>;
}

/** What the second thread says (fit-thread.ts): how far it is, and in the end what it fitted. */
export type FromFitThread =
  | { readonly fraction: number; readonly note: string }
  | { readonly fitted: TreesAndFloor };

/** File of the second thread beside the bundle; none where sources run as they are, as in unit tests. */
const file = typeof FIT_THREAD === 'undefined' ? undefined : FIT_THREAD;

/**
 * Begins to fit trees and floor on a second thread, while this one trains the network; with a single thread, or where there
 * is no file of a second one, they are fitted here when they are waited for. The bytes are the same either way.
 * @param threads most threads to use; the cores that this process may use where left out
 */
export function beginTreesAndFloor(
  rows: () => TreesAndFloorRows,
  threads: number = availableParallelism(),
): BegunTreesAndFloor {
  if (file === undefined || threads < 2) {
    return { finish: (report) => fitTreesAndFloor(rows(), report), abandon: async () => {} };
  }
  const workerData = rows();
  return begunOn(
    new Worker(new URL(file, import.meta.url), { workerData, transferList: ownBuffers(workerData) }),
  );
}

/** Moved rather than copied: what was made of the rows for this purpose and is large. */
const ownBuffers = ({ trees, floor }: TreesAndFloorRows): ArrayBuffer[] =>
  [trees.binned.bins, ...[floor.few, floor.many].flatMap(({ cells }) => [cells.row, cells.weight])].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );

function begunOn(worker: Worker): BegunTreesAndFloor {
  let report: Report = () => {};
  const fitted = new Promise<TreesAndFloor>((resolve, reject) => {
    worker.on('message', (said: FromFitThread) => {
      if ('fitted' in said) resolve(said.fitted);
      else report(said.fraction, said.note);
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The thread that fits the trees ended early (exit code ${code})`)),
    );
  });
  fitted.catch(() => {}); // told to whoever waits for it, which may be later
  return {
    finish: (to) => {
      report = to;
      return fitted;
    },
    abandon: async () => void (await worker.terminate()),
  };
}
