// `npm run bench:pipeline -- --customers 20000`: bundles bench/pipeline and runs it. See docs/scale.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('pipeline');
