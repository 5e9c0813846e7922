import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { LongestFirst, longest } from './longest-first.ts';

const fileOf = (name: string) => join(import.meta.dirname, `${name}.test.ts`);

const vitest = {
  config: { root: import.meta.dirname },
  cache: { getFileTestResults: () => undefined, getFileStats: () => ({ size: 1 }) },
} as unknown as Vitest;

const specification = (name: string, project = '') =>
  ({
    moduleId: fileOf(name),
    project: { name: project, config: { sequence: { groupOrder: 0 } } },
  }) as unknown as TestSpecification;

const inOrder = async (files: readonly TestSpecification[]) =>
  (await new LongestFirst(vitest).sort([...files])).map(({ moduleId }) => moduleId);

it('names files that are there, and puts them before all others', async () => {
  expect(longest.filter((name) => !existsSync(fileOf(name)))).toEqual([]);
  const files = ['contracts/row-schema', ...longest.toReversed()].map((name) => specification(name));
  expect(await inOrder(files)).toEqual([...longest, 'contracts/row-schema'].map(fileOf));
});

it('keeps the files of a project together, whose process they share', async () => {
  const files = [
    specification('contracts/row-schema', 'together'),
    specification('cli/ledger', 'whole'),
    specification('cdk/tables', 'cloud'),
    specification('contracts/stages', 'together'),
    specification('cli/killed', 'whole'),
  ];
  const names = ['cdk/tables', 'cli/killed', 'cli/ledger', 'contracts/row-schema', 'contracts/stages'];
  expect(await inOrder(files)).toEqual(names.map(fileOf));
});
