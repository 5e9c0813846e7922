import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleFunctions } from '../../cdk/bundle-functions.ts';

const root = join(import.meta.dirname, '../..');

/** Without it training falls back on one thread, with the same bytes in twice the time: nothing else would notice. */
function expectSecondThread(folder: string, main: string, file: string): void {
  expect(existsSync(join(folder, file))).toBe(true);
  expect(readFileSync(join(folder, main), 'utf8').includes(`./${file}`)).toBe(true);
}

it('the command line has its second thread of training beside it', () => {
  expectSecondThread(join(root, 'dist/cli'), 'main.js', 'fit-thread.js');
});

it('the function that trains has its second thread beside it', () => {
  const folder = bundleFunctions('bundled', [{ name: 'train', business: false, computes: true }], '');
  expectSecondThread(join(folder, 'train'), 'index.mjs', 'fit-thread.mjs');
  rmSync(folder, { recursive: true });
});
