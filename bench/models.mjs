// `npm run bench:models`: bundles bench/models and runs it. See docs/results.md for what it measures.
import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from '../code-version.mjs';

await build({
  entryPoints: ['bench/models/main.ts'],
  outfile: 'bench/.work/main.mjs',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  loader: { '.sql': 'text' },
  define: {
    CODE_VERSION: JSON.stringify(codeVersion()),
    SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
  },
  logLevel: 'warning',
});
await import('./.work/main.mjs');
