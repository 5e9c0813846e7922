import type { BenchData } from '../fold.ts';
import { buildOrigins, foldsOf, runFolder } from './origins.ts';

/** Online Retail: a wholesaler's year, too short for more than a few origins. */
export const onlineRetail: BenchData = {
  name: 'Online Retail',
  file: 'online_retail/online_retail.csv.gz',
  about:
    'a wholesaler’s 4,372 customers over 374 days, the config of examples/online-retail with a horizon of 60 days, so that training, later and test windows fit one after the other; value is revenue net of returns.',
  hasValue: true,
  folds: async (folder) => {
    const plan = { horizonDays: 60, origins: 3, trainDates: 4, everyDays: 30 };
    const config = 'examples/online-retail/holdfast.yaml';
    return foldsOf(await buildOrigins({ config, ...plan }, runFolder(folder)));
  },
};
