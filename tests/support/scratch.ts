import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A folder of its own for one test, or for all tests of a file, removed when they are over. */
export function scratchFolder(how: { for: 'test' | 'file' } = { for: 'test' }): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (how.for === 'file') afterAll(remove);
  else onTestFinished(remove);
  return folder;
}

/** Writes a text file into a folder and answers its path. */
export function writeText(folder: string, name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
