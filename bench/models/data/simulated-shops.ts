import { join } from 'node:path';
import { simulateBusiness } from '../../../cli/simulate-business.ts';
import type { BenchData, Fold } from '../fold.ts';
import { silent } from '../silent.ts';
import { buildOrigins, foldsOf, runFolder } from './origins.ts';

const plan = { horizonDays: 90, trainDates: 5, everyDays: 30 };
const seeds = [1, 2, 3, 4, 5];
const customers = 5000;

/** Small shops like the demo's, each of its own seed: what a rule does on one may be luck. */
export const simulatedShops: readonly BenchData[] = seeds.map((seed) => ({
  name: `Shop ${seed}`,
  file: null,
  about: `the simulated shop with 5,000 customers, two years and the seed ${seed}, its own config with 90 days for churn and value.`,
  hasValue: true,
  folds: (folder) => shopFolds(seed, folder, 2),
}));

/** The same shops as one data set, a fold each: their customers are others. */
export const fiveShops: BenchData = {
  name: 'Five shops',
  file: null,
  about:
    'five simulated shops of 5,000 customers and two years, each of a seed of its own, their own configs with 90 days for churn and value; the last date whose windows have matured is the test.',
  hasValue: true,
  folds: async (folder) => {
    const folds: Fold[] = [];
    for (const seed of seeds) {
      const own = await shopFolds(seed, join(folder, `shop-${seed}`), 1);
      folds.push(...own.map((fold) => ofSeed(fold, seed)));
    }
    return folds;
  },
};

async function shopFolds(seed: number, folder: string, origins: number): Promise<Fold[]> {
  const out = join(folder, 'business');
  const wanted = { preset: 'retail', customers, days: 730, seed, dirt: 0.004, out } as const;
  const { config } = await simulateBusiness(wanted, silent);
  return foldsOf(await buildOrigins({ config, origins, ...plan }, runFolder(folder)));
}

const ofSeed = (fold: Fold, seed: number): Fold => ({
  ...fold,
  name: `${fold.name} seed ${seed}`,
  test: { ...fold.test, customer: fold.test.customer.map((customer) => customer + seed * customers) },
});
