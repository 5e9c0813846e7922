import { defineConfig, mergeConfig } from 'vitest/config';
import { shared, untilDone } from '../../vitest.config.ts';

/** `npm run test:faults`: at every call of a run in turn, of which the gate tries a few. */
export default mergeConfig(
  shared,
  defineConfig({
    root: `${import.meta.dirname}/../..`,
    test: {
      include: ['tests/faults/*.faults.ts', 'tests/cdk/*.faults.ts'],
      ...untilDone,
      env: { HOLDFAST_FAULTS: process.env.HOLDFAST_FAULTS ?? 'all' },
    },
  }),
);
