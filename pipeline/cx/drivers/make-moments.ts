import type { DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { hashLimit } from '../../facts/customer-share.ts';
import { fillOwnColumns } from '../../facts/name-facts.ts';
import { localDay } from '../../sql/local-day.ts';
import { literal } from '../../sql/sql-text.ts';
import { attempts } from '../records/attempts.ts';
import type { Records } from '../records.ts';
import type { Driver } from './driver.ts';
import { findPurchases } from './find-purchases.ts';
import { createFrom, type Setting, spanOf } from './setting.ts';

/** Of more customers a sample is looked at: limits no longer grow narrower that anybody would act on. */
const mostCustomers = 100_000;

/** Customers known, and those looked at. */
export interface People {
  readonly known: number;
  readonly looked: number;
}

/** Share of the customers known that is looked at, by their hash. */
export const shareLooked = ({ known }: Pick<People, 'known'>): number =>
  Math.min(1, mostCustomers / Math.max(1, known));

/** Creates `driver_people`, the customers looked at, each with a hash to draw fewer by. */
export async function makePeople(setting: Setting): Promise<People> {
  const salt = literal(`drivers/${setting.config.training.seed}/`);
  await createFrom(
    setting,
    'driver_all_people',
    `select p.customer_id, p.joined_at, p.segment, p.country, p.acquisition_channel,
       substr(to_hex(md5(to_utf8(${salt} || p.customer_id))), 1, 8) as hash
     from all_people p`,
  );
  const known = await countOf(setting, 'driver_all_people');
  const limit = literal(hashLimit(shareLooked({ known })));
  await createFrom(setting, 'driver_people', `select a.* from driver_all_people a where a.hash < ${limit}`);
  return { known, looked: await countOf(setting, 'driver_people') };
}

async function countOf({ warehouse }: Setting, table: string): Promise<number> {
  const [counted] = await warehouse.rows(`select count(*) as n from ${table}`);
  return Number(counted?.n);
}

/** Creates `driver_moments`: every time one of those customers lived some of a driver. Returns the journeys left out. */
export async function makeMoments(setting: Setting): Promise<DriversReport['purchases']> {
  const kinds = new Set(setting.drivers.map(({ records }) => records));
  for (const records of kinds) await makeRecords(setting, records);
  const purchases = kinds.has(attempts) ? await findPurchases(setting) : [];
  await createFrom(
    setting,
    'driver_moments',
    setting.drivers.map((driver, place) => momentsOf(driver, place, purchases)).join('\nunion all\n'),
  );
  return purchases;
}

const makeRecords = (setting: Setting, records: Records): Promise<void> =>
  createFrom(
    setting,
    tableOf(records),
    `select r.* from (${textOf(records, setting)}) r join driver_people p on p.customer_id = r.customer_id`,
  );

const tableOf = ({ name }: Records): string => `driver_${name}`;

function momentsOf(driver: Driver, place: number, purchases: DriversReport['purchases']): string {
  const { name, records, of, dose, livedAfter = '0', settleDays, about } = driver;
  const word = (column: string | undefined, as: string) =>
    `${column === undefined ? 'cast(null as varchar)' : `cast(r.${column} as varchar)`} as ${as}`;
  return `select ${literal(name)} as driver, ${place} as place, r.customer_id, r.moment,
    date_add('second', ${livedAfter}, r.moment) as lived_at, cast(${dose} as decimal(18, 6)) as dose,
    ${word(about[0], 'about_a')}, ${word(about[1], 'about_b')}, ${settleDays} as settle_days
  from ${tableOf(records)} r where ${of}${records === attempts ? leftOut(purchases) : ''}`;
}

const leftOut = (purchases: DriversReport['purchases']): string =>
  purchases.length === 0
    ? ''
    : ` and coalesce(r.journey, '') not in (${purchases.map(({ journey }) => literal(journey)).join(', ')})`;

function textOf({ sql }: Records, setting: Setting): string {
  const span = spanOf(setting);
  return fillOwnColumns(typeof sql === 'string' ? sql : sql(setting.config as Config), [])
    .replace(/^(--.*\n)+/, '')
    .replaceAll(/\{\{day of (\S+)\}\}/g, (_, at: string) => localDay(at, span));
}
