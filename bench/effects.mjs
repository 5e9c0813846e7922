// `npm run bench:effects`: bundles bench/effects and runs it. See docs/experiment.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('effects');
