import type { BenchData } from '../fold.ts';
import { buildOrigins, foldsOf, runFolder } from './origins.ts';

/** CDNOW: music buyers of early 1997 and what they bought until mid-1998. */
export const cdnow: BenchData = {
  name: 'CDNOW',
  file: 'cdnow/CDNOW_master.txt',
  about:
    '23,570 customers who first bought in early 1997, purchases until June 1998, the config of examples/cdnow with a horizon of 90 days for churn and value, so that training, later and test windows fit one after the other.',
  hasValue: true,
  folds: async (folder) => {
    const plan = { horizonDays: 90, origins: 3, trainDates: 3, everyDays: 30 };
    return foldsOf(
      await buildOrigins({ config: 'examples/cdnow/holdfast.yaml', ...plan }, runFolder(folder)),
    );
  },
};
