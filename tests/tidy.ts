import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bundles = join(import.meta.dirname, '../dist/functions');

/** A worker is ended from outside, so that what it would remove on its way out is removed here: 60 MB for each synthesis. */
export default function tidy(): () => void {
  const before = new Set(namesIn(bundles));
  return () => {
    for (const name of namesIn(bundles)) if (!before.has(name)) remove(join(bundles, name));
    const ours = [synthesisOf(process.pid), madeOnceOf(process.pid)];
    for (const name of namesIn(tmpdir()))
      if (ours.some((start) => name.startsWith(start))) remove(join(tmpdir(), name));
  };
}

/** How the folders begin that the workers of a run synthesise into. */
export const synthesisOf = (run: number): string => `holdfast-cdk-${run}-`;

/** How the folders begin that one worker of a run fills for all. */
export const madeOnceOf = (run: number): string => `holdfast-once-${run}-`;

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const remove = (path: string): void => rmSync(path, { recursive: true, force: true });
