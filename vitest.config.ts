import { readFileSync } from 'node:fs';
import { defineConfig, mergeConfig } from 'vitest/config';
import { constantsWithSimulator } from './bundling.mjs';
import { LongestFirst } from './tests/longest-first.ts';

/** `.sql` files are imported as text, as esbuild does in the build. */
const sqlAsText = {
  name: 'sql-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    return id.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
  },
};

/** What every configuration of the tests has in common (tests/{faults,native,trino} have their own). */
export const shared = defineConfig({
  plugins: [sqlAsText],
  define: constantsWithSimulator(),
  test: {
    testTimeout: 900_000,
    hookTimeout: 900_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});

/** Tests that change their process (the backend that computes), or take seconds each: every file has a process of its own. */
const alone = [
  'tests/{cdk,cli,examples,faults,notebooks,pipeline}/**/*.test.ts',
  'tests/models/backend.test.ts',
];

/** The files of all other tests share a process for each worker, which loads the sources once. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: 'alone', include: alone } },
        {
          extends: true,
          test: { name: 'together', include: ['tests/**/*.test.ts'], exclude: alone, isolate: false },
        },
      ],
    },
  }),
);
