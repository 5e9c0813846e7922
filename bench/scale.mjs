// `npm run bench:scale`: bundles bench/scale and runs it. See docs/scale.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

// one name for any code, so that --resume finds the runs again
await bundleAndRun('scale', 'bench');
