import { expect, it } from 'vitest';
import { engineMemory } from '../../../platform/local/engine-memory.ts';

it('gives the engine a 30th of the machine, from 800 MB to 8 GB', () => {
  const limits = [2, 24, 96, 1024].map((gigabytes) => engineMemory(gigabytes * 2 ** 30));
  expect(limits).toEqual(['800MiB', '819MiB', '3277MiB', '8192MiB']);
});
