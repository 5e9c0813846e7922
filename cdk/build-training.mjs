// Bundles our own sources of the training function for its container: packages stay in node_modules, so that tfjs-node and
// we share one TensorFlow.js.
import { build } from 'esbuild';
import { codeVersion } from '../code-version.mjs';

await build({
  entryPoints: { index: 'functions/train.ts', 'fit-thread': 'models/retention/ensemble/fit-thread.ts' },
  outdir: 'dist/training',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  loader: { '.sql': 'text' },
  define: {
    FIT_THREAD: JSON.stringify('./fit-thread.mjs'),
    CODE_VERSION: JSON.stringify(codeVersion()),
  },
  logLevel: 'warning',
});
