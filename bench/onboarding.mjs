// `npm run bench:onboarding`: bundles bench/onboarding and runs it.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('onboarding');
