import { defineConfig, mergeConfig } from 'vitest/config';
import { shared, untilDone } from '../../vitest.config.ts';

/** `npm run test:native`: what only the native backend can show, and every test of the models once more on it. */
export default mergeConfig(
  shared,
  defineConfig({
    root: `${import.meta.dirname}/../..`,
    test: {
      include: ['tests/native/*.native.ts', 'tests/models/**/*.test.ts'],
      ...untilDone,
      env: { HOLDFAST_BACKEND: 'native' },
    },
  }),
);
