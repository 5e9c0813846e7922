import { totalmem } from 'node:os';

const least = 800 * 2 ** 20;
const most = 8 * 2 ** 30;
const share = 1 / 30;

/**
 * Memory that the engine may use before it spills: a 30th of the machine's, at least 800 MB and at most 8 GB. A process takes
 * up to 700 MB on top of it. Rows are narrow and streamed, so that more hardly makes it faster.
 */
export function engineMemory(machine: number = totalmem()): string {
  const bytes = Math.min(most, Math.max(least, machine * share));
  return `${Math.round(bytes / 2 ** 20)}MiB`;
}
