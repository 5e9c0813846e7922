// `npm run bench:uplift`: bundles bench/uplift and runs it. See docs/uplift.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('uplift');
