// Bundles our own sources of the training function for its container: packages stay in node_modules, so that tfjs-node and
// we share one TensorFlow.js.
import { build } from 'esbuild';
import { trainingBundleOptions } from '../bundling.mjs';

await build(
  trainingBundleOptions({
    entryPoints: { index: 'functions/train.ts' },
    outdir: 'dist/training',
    outExtension: { '.js': '.mjs' },
  }),
);
