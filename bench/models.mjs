// `npm run bench:models`: bundles bench/models and runs it. See docs/results.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('models');
