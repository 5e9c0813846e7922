import { totalmem } from 'node:os';

const least = 1 << 30;
const most = 8 * 2 ** 30;
const share = 1 / 24;

/**
 * Memory that the engine may use before it spills: a 24th of the machine's, at least 1 GB and at most 8. A process takes up to
 * half a gigabyte on top of it. Rows are narrow and streamed, so that more hardly makes it faster.
 */
export function engineMemory(machine: number = totalmem()): string {
  const bytes = Math.min(most, Math.max(least, machine * share));
  return `${Math.round(bytes / 2 ** 20)}MiB`;
}
