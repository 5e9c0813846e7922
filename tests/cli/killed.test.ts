import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';

const bin = join(import.meta.dirname, '../../bin/holdfast.js');
const stages = ['check', 'features', 'train', 'score', 'health', 'list'] as const;

/** Runs the command line as a process; kills it the moment it announces the stage. Answers its exit code. */
function holdfast(args: readonly string[], killAt?: string, killAfterMs = 0): Promise<number | 'killed'> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      if (killAt !== undefined && said.includes(`] ${killAt} …`))
        setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve(0);
      else reject(new Error(`exit ${code}: ${said}`));
    });
  });
}

/** Hash of every file of a folder by its path, timings apart: they alone may differ. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith('.unfinished/') && !path.endsWith('timings.json'))
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      ]),
  );
}

describe('a run', () => {
  it('killed at each stage and started again ends with the same bytes as one left alone, with one thread or two', async () => {
    const config = await smallBusiness(scratchFolder(), { customers: 520 });
    const whole = join(scratchFolder(), 'whole');
    const broken = join(scratchFolder(), 'broken');
    await holdfast(['run', '--config', config, '--out', whole, '--threads', '1']);
    for (const [i, stage] of stages.entries()) {
      const ended = await holdfast(
        ['run', '--config', config, '--out', broken, '--threads', '2'],
        stage,
        5 * i,
      );
      expect(ended).toBe('killed');
    }
    expect(await holdfast(['run', '--config', config, '--out', broken, '--threads', '2'])).toBe(0);
    const expected = contentOf(whole);
    expect(Object.keys(expected)).toContainEqual(expect.stringMatching(/^lists\/as_of=.*\/at-risk\.csv$/));
    expect(contentOf(broken)).toEqual(expected);
  });
});
