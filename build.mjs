// Bundles the command line, and the second thread of its training, into dist/cli: our own sources, every dependency left in
// node_modules.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from './code-version.mjs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'cli/main.ts', 'fit-thread': 'models/retention/ensemble/fit-thread.ts' },
  outdir: 'dist/cli',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  sourcemap: true,
  loader: { '.sql': 'text' },
  define: {
    FIT_THREAD: JSON.stringify('./fit-thread.js'),
    CODE_VERSION: JSON.stringify(codeVersion()),
    SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
  },
  logLevel: 'warning',
});
