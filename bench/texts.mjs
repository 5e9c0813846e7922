// `npm run bench:texts`: bundles bench/texts and runs it. See docs/cx.md for what it measures.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('texts');
