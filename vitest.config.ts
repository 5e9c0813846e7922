import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { codeVersion, simulatorFolders } from './code-version.mjs';

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
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
