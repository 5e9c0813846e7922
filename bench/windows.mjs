// `npm run bench:windows`: bundles bench/windows and runs it. Figures stand in docs/design.md.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('windows');
