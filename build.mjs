// Bundles the command line into dist/cli: our own sources, every dependency left in node_modules.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { constantsWithSimulator, trainingBundleOptions } from './bundling.mjs';

rmSync('dist', { recursive: true, force: true });
await build(
  trainingBundleOptions({
    entryPoints: { main: 'cli/main.ts' },
    outdir: 'dist/cli',
    splitting: true,
    sourcemap: true,
    define: constantsWithSimulator(),
  }),
);
