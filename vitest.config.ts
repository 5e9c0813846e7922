import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** What hangs is cut after a minute. `HOLDFAST_PATIENCE=10` gives ten, on a machine that has much else to do. */
const patience = 60_000 * Number(process.env.HOLDFAST_PATIENCE ?? 1);

/** What every configuration of the tests has in common (tests/{faults,native,trino} have their own). */
export const shared = defineConfig({
  plugins: [sqlAsText],
  define: constantsWithSimulator(),
  test: {
    testTimeout: patience,
    hookTimeout: patience,
    globalSetup: join(import.meta.dirname, 'tests/tidy.ts'),
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});

/** Whole businesses are trained, or whole clouds started: these alone may take longer than a minute. */
const whole = [
  'tests/{cli,examples,faults,notebooks,package}/**/*.test.ts',
  'tests/pipeline/truth.test.ts',
  'tests/{onboarding/awkward,models/learn/learners}.test.ts',
  'tests/pipeline/{health/health,stages/score,training/leaks,training/honest-features}.test.ts',
  'tests/platform/aws/{athena-warehouse,find-table,table-run,whole-run}.test.ts',
];
export const untilDone = { testTimeout: 15 * patience, hookTimeout: 15 * patience };

/** Synthesised and deployed: the constructs are loaded and the functions bundled once for each worker. */
const cloud = ['tests/cdk/**/*.test.ts'];

/** What tests loading and choosing the backend leaves its process with another one. */
const alone = ['tests/models/backend.test.ts'];

/** The files of a project share a process for each worker, which loads the sources once. A test puts back what it changes there. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: 'whole', include: whole, isolate: false, ...untilDone } },
        { extends: true, test: { name: 'cloud', include: cloud, isolate: false, ...untilDone } },
        { extends: true, test: { name: 'alone', include: alone, exclude: whole } },
        {
          extends: true,
          test: {
            name: 'together',
            include: ['tests/**/*.test.ts'],
            exclude: [...whole, ...cloud, ...alone],
            isolate: false,
          },
        },
      ],
    },
  }),
);
