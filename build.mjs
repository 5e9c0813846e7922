// Bundles the command line into dist/: our own sources in one file, every dependency left in node_modules.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from './code-version.mjs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { 'cli/main': 'cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  sourcemap: true,
  loader: { '.sql': 'text' },
  define: {
    CODE_VERSION: JSON.stringify(codeVersion()),
    SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
  },
  logLevel: 'warning',
});
