import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { codeVersion, simulatorFolders } from './code-version.mjs';
import { LongestFirst } from './tests/longest-first.ts';

/** `.sql` files are imported as text, as esbuild does in the build. */
const sqlAsText = {
  name: 'sql-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    return id.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
  },
};

export default defineConfig({
  plugins: [sqlAsText],
  define: {
    CODE_VERSION: JSON.stringify(codeVersion()),
    SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
  },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
