import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { LongestFirst, longest } from './longest-first.ts';

const fileOf = (name: string) => join(import.meta.dirname, `${name}.test.ts`);

it('names files that are there, and puts them before all others', async () => {
  expect(longest.filter((name) => !existsSync(fileOf(name)))).toEqual([]);
  const vitest = {
    config: { root: import.meta.dirname },
    cache: { getFileTestResults: () => undefined, getFileStats: () => ({ size: 1 }) },
  } as unknown as Vitest;
  const files = ['contracts/row-schema', ...longest.toReversed()].map(
    (name) =>
      ({
        moduleId: fileOf(name),
        project: { name: '', config: { sequence: { groupOrder: 0 } } },
      }) as unknown as TestSpecification,
  );
  const sorted = await new LongestFirst(vitest).sort(files);
  expect(sorted.map(({ moduleId }) => moduleId)).toEqual([...longest, 'contracts/row-schema'].map(fileOf));
});
