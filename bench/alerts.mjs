// `npm run bench:alerts -- --series 200`: false alarms of what cx.alerts watches, and the days until a change is seen. See docs/cx.md.
import { bundleAndRun } from './bundle.mjs';

await bundleAndRun('alerts');
