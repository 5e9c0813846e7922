import { defineConfig, mergeConfig } from 'vitest/config';
import { shared, untilDone } from '../../vitest.config.ts';

/** `npm run test:trino`; the servers have been started by then. One file after the other: they share the machine with Trino. */
export default mergeConfig(
  shared,
  defineConfig({
    root: `${import.meta.dirname}/../..`,
    test: {
      include: ['tests/{trino,cdk}/*.trino.ts', 'tests/platform/warehouse-conformance.test.ts'],
      fileParallelism: false,
      ...untilDone,
    },
  }),
);
