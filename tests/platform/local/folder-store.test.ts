import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

const letters = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

it('writes a body in parts whole or not at all, and asks its condition when all is written', async () => {
  const root = scratchFolder();
  const store = folderStore(root);
  async function* parts(then: () => unknown = () => undefined) {
    for (const part of ['ab', '', 'cde']) yield Buffer.from(part);
    await then();
  }
  expect(await store.put('a/b', parts())).toBe(true);
  expect(letters(await store.get('a/b'))).toBe('abcde');
  const fails = () => {
    throw new Error('no more rows');
  };
  await expect(store.put('a/b', parts(fails))).rejects.toThrow('no more rows');
  await expect(store.put('new', parts(fails))).rejects.toThrow('no more rows');
  expect([letters(await store.get('a/b')), await store.get('new')]).toEqual(['abcde', null]);
  const tag = (await store.tag('a/b'))!;
  const overtake = () => store.put('a/b', 'another');
  expect(await store.put('a/b', parts(overtake), { ifMatch: tag })).toBe(false);
  expect(
    await store.put(
      'c',
      parts(() => store.put('c', 'another')),
      { ifAbsent: true },
    ),
  ).toBe(false);
  expect([letters(await store.get('a/b')), letters(await store.get('c'))]).toEqual(['another', 'another']);
  expect(await store.put('a/b', parts(), { ifMatch: (await store.tag('a/b'))! })).toBe(true);
  expect(readdirSync(join(root, '.unfinished'))).toEqual([]);
  expect(letters(await store.range('a/b', 3, 9))).toBe('de');
  expect(letters(await store.range('a/b', 5, 9)) || null).toBeNull();
});

it('refuses a folder that stands where a file should be, by its path', async () => {
  const root = scratchFolder();
  mkdirSync(join(root, 'runs', 'plan.json'), { recursive: true });
  const store = folderStore(root);
  const says = /plan\.json is a folder where a file should be: remove it and run again/;
  await expect(store.get('runs/plan.json')).rejects.toThrow(says);
  await expect(store.tag('runs/plan.json')).rejects.toThrow(says);
  await expect(store.put('runs/plan.json', 'text')).rejects.toThrow(says);
});
