import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shapesOf } from '../../cdk/constructs/shapes.ts';
import { stages } from '../../contracts/stages.ts';
import { scratchFolder } from '../support/scratch.ts';
import { sharedBundles } from './shared-bundles.ts';

const root = join(import.meta.dirname, '../..');

/** Without it training falls back on one thread, with the same bytes in twice the time: nothing else would notice. */
function expectSecondThread(folder: string, main: string, file: string): void {
  expect(existsSync(join(folder, file))).toBe(true);
  expect(readFileSync(join(folder, main), 'utf8').includes(`./${file}`)).toBe(true);
}

it('the command line has its second thread of training beside it', () => {
  expectSecondThread(join(root, 'dist/cli'), 'main.js', 'fit-thread.js');
});

it('the second thread of training starts without TensorFlow, which it has no use for', () => {
  const textOf = (file: string) => readFileSync(join(root, 'dist/cli', file), 'utf8');
  const thread = textOf('fit-thread.js');
  const chunks = [...thread.matchAll(/"\.\/(chunk-\w+\.js)"/g)].map(([, file]) => textOf(file!));
  expect(chunks.length).toBeGreaterThan(0);
  expect([thread, ...chunks].filter((text) => text.includes('@tensorflow'))).toEqual([]);
});

it('the function that trains has its second thread beside it', async () => {
  const folder = await sharedBundles();
  expectSecondThread(join(folder, 'train'), 'index.mjs', 'fit-thread.mjs');
});

it('the functions that read moods alone hold the clients of the services that do', async () => {
  const folder = await sharedBundles();
  const holding = Object.keys(shapesOf(stages)).filter((name) =>
    /ComprehendClient|BedrockRuntimeClient/.test(readFileSync(join(folder, name, 'index.mjs'), 'utf8')),
  );
  expect(holding.sort()).toEqual(['pulse', 'texts']);
});

it('the container for training is given every file that its bundle needs', () => {
  const image = scratchFolder();
  const lines = readFileSync(join(root, 'cdk/training.Dockerfile'), 'utf8').split('\n');
  const copies = lines.flatMap((line) => /^COPY (?!--from)(.*) (\S+)$/.exec(line)?.slice(1) ?? []);
  for (let at = 0; at < copies.length; at += 2)
    for (const file of copies[at]!.split(' '))
      cpSync(join(root, file), join(image, file), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
  execFileSync(process.execPath, ['cdk/build-training.mjs'], { cwd: image, stdio: 'pipe' });
  expectSecondThread(join(image, 'dist/training'), 'index.mjs', 'fit-thread.mjs');
});
