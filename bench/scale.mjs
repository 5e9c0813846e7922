// `npm run bench:scale`: bundles bench/scale and runs it. See docs/scale.md for what it measures.
import { build } from 'esbuild';
import { codeVersion, simulatorFolders } from '../code-version.mjs';

await build({
  entryPoints: ['bench/scale/main.ts'],
  outfile: 'bench/.work/scale.mjs',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  loader: { '.sql': 'text' },
  define: {
    // one name for any code, so that --resume finds the runs again
    CODE_VERSION: JSON.stringify('bench'),
    SIMULATOR_VERSION: JSON.stringify(codeVersion(simulatorFolders)),
  },
  logLevel: 'warning',
});
await import('./.work/scale.mjs');
