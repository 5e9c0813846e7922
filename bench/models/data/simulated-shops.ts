import { join } from 'node:path';
import { simulateBusiness } from '../../../cli/simulate-business.ts';
import type { BenchData } from '../fold.ts';
import { silent } from '../silent.ts';
import { buildOrigins, foldsOf, runFolder } from './origins.ts';

const plan = { horizonDays: 90, origins: 2, trainDates: 5, everyDays: 30 };

/** Five small shops like the demo's, each of its own seed: what a rule does on one may be luck. */
export const simulatedShops: readonly BenchData[] = [1, 2, 3, 4, 5].map((seed) => ({
  name: `Shop ${seed}`,
  file: null,
  about: `the simulated shop with 5,000 customers, two years and the seed ${seed}, its own config with 90 days for churn and value.`,
  hasValue: true,
  folds: async (folder) => {
    const business = await simulateBusiness(
      { preset: 'retail', customers: 5000, days: 730, seed, dirt: 0.004, out: join(folder, 'business') },
      silent,
    );
    return foldsOf(await buildOrigins({ config: business.config, ...plan }, runFolder(folder)));
  },
}));
