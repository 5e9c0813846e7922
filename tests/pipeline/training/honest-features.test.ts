import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../../cli/simulate-business.ts';
import { accused } from '../../support/accused-features.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';

/** Those of the real businesses are looked at where their examples are run: tests/examples/real-data.test.ts. */
describe('no honest feature is accused', () => {
  it.each(['retail', 'subscription'] as const)('of the simulated %s business', async (preset) => {
    const simulated = {
      preset,
      customers: 1500,
      days: 640,
      seed: 4,
      dirt: 0,
      out: join(scratchFolder(), 'business'),
    };
    const { config } = await simulateBusiness(simulated, silence);
    expect(await accused(config, scratchFolder())).toEqual([]);
  });
});
