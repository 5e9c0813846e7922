// `npm run bench:metrics -- --customers 1000000`: bundles bench/metrics and runs it. See docs/scale.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('metrics');
