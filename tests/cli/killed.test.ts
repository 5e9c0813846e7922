import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch.ts';
import { trainedInPlace } from '../support/trained-business.ts';

const bin = join(import.meta.dirname, '../../bin/holdfast.js');
const stages = ['check', 'features', 'train', 'score', 'health', 'metrics', 'uplift', 'list'] as const;

/** SIGINT is Ctrl-C: a shell reports it as exit code 130. */
type Ending = 'SIGKILL' | 'SIGINT';

interface Kill {
  /** The moment it comes: so long after the stage is announced. */
  readonly at: string;
  readonly afterMs: number;
  readonly signal: Ending;
}

/** Runs the command line as a process of its own group, as a shell does; ends the group where asked. Answers how it ended. */
function holdfast(args: readonly string[], kill?: Kill): Promise<0 | Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const group = -child.pid!;
    let said = '';
    let isKilled = false;
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      if (kill === undefined || isKilled || !said.includes(`] ${kill.at} …`)) return;
      isKilled = true;
      setTimeout(() => {
        if (child.exitCode === null && child.signalCode === null) process.kill(group, kill.signal);
      }, kill.afterMs);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      expect(() => process.kill(group, 0)).toThrow(/ESRCH/); // no process of the group is left
      if (signal === 'SIGKILL' || signal === 'SIGINT') resolve(signal);
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
  it('killed or interrupted at each stage and started again ends with the same bytes as one left alone, with one thread or two', async () => {
    const { config, out: whole } = await trainedInPlace(); // by one thread
    const broken = join(scratchFolder(), 'broken');
    for (const [i, stage] of stages.entries()) {
      const signal = i % 2 === 0 ? 'SIGKILL' : 'SIGINT';
      const kill = { at: stage, afterMs: 5 * i, signal } as const;
      const args = ['run', '--config', config, '--out', broken, '--threads', '2'];
      const ended = await holdfast(args, kill);
      // the last ones take a moment, which may be over before a busy machine kills
      if (i < 3 || ended !== 0) expect(ended).toBe(signal);
    }
    expect(await holdfast(['run', '--config', config, '--out', broken, '--threads', '2'])).toBe(0);
    const expected = contentOf(whole);
    expect(Object.keys(expected)).toContainEqual(expect.stringMatching(/^lists\/as_of=.*\/at-risk\.csv$/));
    expect(contentOf(broken)).toEqual(expected);
  });
});
