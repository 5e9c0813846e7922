import type { DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { Progress } from '../../../contracts/ports/progress.ts';
import { createAsOf } from '../../facts/spine.ts';
import { moodsOfRecords } from '../../texts/moods-of-records.ts';
import type { Mapped } from '../dimensions.ts';
import { availableDrivers } from './available.ts';
import { drivers as catalogue } from './catalogue.ts';
import { disagreementOf } from './disagreement.ts';
import type { Driver } from './driver.ts';
import { level, narrow } from './judge.ts';
import { makeMoments, makePeople } from './make-moments.ts';
import { makeRows } from './make-rows.ts';
import { measureDrivers } from './measure-drivers.ts';
import { measureTree } from './measure-tree.ts';
import { readRows } from './read-rows.ts';
import type { Setting } from './setting.ts';
import { trendsOf } from './trends.ts';

export interface DriversRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: Mapped;
  /** Whether the table `moods_read` has moods that were read of what customers wrote; left out: it does not stand. */
  readonly withMoods?: boolean;
  /** Every driver there is, where left out. */
  readonly drivers?: readonly Driver[];
}

export type BuiltDrivers = Omit<DriversReport, 'run' | 'moods'>;

/** Measures every driver at the as-of date, of what was known before it. Reads the clean tables by their names. */
export async function buildDrivers(
  { config, asOf, mapped, withMoods = false, drivers = catalogue }: DriversRequest,
  passage: Pick<Setting, 'warehouse' | 'store' | 'prefix'>,
  progress: Progress,
): Promise<BuiltDrivers> {
  const available = availableDrivers(drivers, config, mapped);
  const setting: Setting = { ...passage, config, asOf, drivers: available.drivers };
  await createAsOf(passage.warehouse, asOf, config.business.timeZone);
  const customers = await makePeople(setting);
  const frame = {
    customers,
    asOf,
    currency: config.business.currency,
    level,
    horizonDays: config.churn.horizonDays,
    narrow,
    missing: [...available.missing],
  };
  if (available.drivers.length === 0) return { ...frame, ...nothing };
  await passage.warehouse.create('cx_read_moods', moodsOfRecords(withMoods));
  const purchases = await makeMoments(setting);
  progress.fraction(0.3, 'what customers lived');
  await makeRows(setting, customers);
  progress.fraction(0.6, 'what came after');
  const rows = await readRows(setting);
  const { seed } = config.training;
  const measured = measureDrivers(rows, seed);
  const tree = measureTree(rows, seed);
  progress.fraction(0.9, 'trends');
  const trends = await trendsOf(setting, customers);
  const disagreement = await disagreementOf(setting);
  progress.fraction(1);
  return { ...frame, ...measured, tree, ...trends, disagreement, purchases };
}

const nothing = {
  drivers: [],
  tooFew: [],
  tests: 0,
  tree: [],
  marginTrend: null,
  trends: [],
  disagreement: null,
  purchases: [],
};
