// `npm run bench:drivers`: bundles bench/drivers and runs it. See docs/cx.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('drivers');
