// `npm run bench:panel`: made tables with and without interactions, ours beside tuned XGBoost and LightGBM.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('panel');
