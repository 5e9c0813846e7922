// `npm run bench:check`: bundles bench/check and runs it.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('check', 'bench');
