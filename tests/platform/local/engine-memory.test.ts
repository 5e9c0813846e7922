import { expect, it } from 'vitest';
import { engineMemory } from '../../../platform/local/engine-memory.ts';

it('gives the engine a 24th of the machine, from 1 to 8 GB', () => {
  const limits = [2, 24, 96, 1024].map((gigabytes) => engineMemory(gigabytes * 2 ** 30));
  expect(limits).toEqual(['1024MiB', '1024MiB', '4096MiB', '8192MiB']);
});
