import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { madeOnceOf } from '../tidy.ts';

/**
 * A folder that the first worker fills and all others read, removed at the end (tests/tidy.ts).
 * @param around the folder that it stands in
 */
export async function madeOnce(
  name: string,
  fill: (folder: string) => void | Promise<void>,
  around = tmpdir(),
): Promise<string> {
  const folder = join(around, `${madeOnceOf(process.ppid)}${name}`);
  const state = `${folder}-state`;
  const [made, failed] = [join(state, 'made'), join(state, 'failed')];
  if (mkdirSync(state, { recursive: true }) !== undefined) {
    try {
      mkdirSync(folder);
      await fill(folder);
    } catch (error) {
      writeFileSync(failed, '');
      throw error;
    }
    writeFileSync(made, '');
  }
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(`another test file could not make ${name}; its error says why`);
    await setTimeout(100);
  }
  return folder;
}
