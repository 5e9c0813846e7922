// `npm run bench:lists`: bundles bench/lists and runs it. Says what the default list holds, beside plain rankings.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('lists');
