import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

test('bench:check finds the same bytes with one thread and two', async () => {
  const asked = ['--rows', '5000', '--threads', '1,2', '--memory', '1GB'];
  const { stdout } = await run(process.execPath, ['bench/check.mjs', ...asked]);
  const runs = stdout.split('\n').filter((line) => line.startsWith('{'));
  expect(runs.map((line) => JSON.parse(line).kept)).toEqual(
    Array(2).fill(['customers 50 0', 'events 5000 0']),
  );
  expect(stdout).toContain('The same bytes every time.');
});
