import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withFlatTable } from '../../cli/flat-table.ts';
import { configSchema } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Column } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import type { ExperimentAsk } from '../../flat/experiment/ask.ts';
import { experimentTable } from '../../flat/experiment/experiment-table.ts';
import { measureEffects } from '../../pipeline/effects/measure-effects.ts';
import { sqlType } from '../../pipeline/sources/map-source.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { silent } from '../models/silent.ts';

const work = 'bench/.work/effects';

/** What a comparison cost: seconds on the clock and of CPU, and the most memory that the process ever held. */
export interface Cost {
  readonly what: string;
  readonly customers: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

async function costOf(what: string, customers: number, run: () => Promise<unknown>): Promise<Cost> {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  await run();
  const { user, system } = process.cpuUsage(cpu);
  return {
    what,
    customers,
    seconds: (performance.now() - clock) / 1000,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** Pseudo-random from 0 to 1 by a customer's number. */
const lot = (salt: number): string => `((hash(i * 31 + ${salt}) % 1000003) / 1000003.0)`;

/** A flat table of so many customers, half of them contacted, through `holdfast experiment`. */
export const flatCost = (customers: number): Promise<Cost> =>
  tableCost('one flat table', customers, {
    cost: '0.8',
    before: ['before_90d'],
    shares: { control: 0.5, mail: 0.5 },
  });

/** The same through `--observational`, with six columns known before: two are words. */
export const observedCost = (customers: number): Promise<Cost> =>
  tableCost('one flat table, not randomised', customers, {
    before: ['before_90d', 'orders', 'tenure', 'channel', 'country', 'age'],
    observational: true,
  });

async function tableCost(what: string, customers: number, own: Partial<ExperimentAsk>): Promise<Cost> {
  const folder = join(work, `flat-${customers}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const store = folderStore(folder);
  const warehouse = await openDuckdbWarehouse({ root: folder, store });
  await warehouse.unload(
    `select 'c' || i as id, case when ${lot(1)} < 0.5 then 'control' else 'mail' end as arm,
       round(100 * ${lot(2)}, 2) as before_90d, cast(floor(9 * ${lot(4)} * ${lot(4)}) as integer) as orders,
       cast(floor(900 * ${lot(5)}) as integer) as tenure, 'channel ' || cast(floor(4 * ${lot(6)}) as integer) as channel,
       'country ' || cast(floor(3 * ${lot(10)}) as integer) as country, cast(floor(18 + 60 * ${lot(11)}) as integer) as age,
       round(60 * ${lot(2)} + 60 * ${lot(3)} * ${lot(3)} + case when ${lot(1)} < 0.5 then 0 else 2 end, 2) as margin_90d
     from generate_series(1, ${customers}) g(i)`,
    'table/',
    { orderBy: ['id'] },
  );
  await warehouse.close();
  const ask = {
    arm: 'arm',
    outcome: 'margin_90d',
    before: [],
    currency: 'EUR',
    id: 'id',
    level: 0.95,
    ...own,
  };
  const cost = await costOf(what, customers, () =>
    withFlatTable(join(folder, 'table'), join(folder, 'out'), silent, (at) => experimentTable(at, ask, 'en')),
  );
  rmSync(folder, { recursive: true, force: true });
  return cost;
}

const [asOf, drawnOn] = ['2025-12-01', '2025-08-04'];

/** A campaign off the ledger with so many customers in each arm and four orders each, through the SQL of `holdfast roi`. */
export async function campaignCost(eachArm: number): Promise<Cost> {
  const folder = join(work, `campaign-${eachArm}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const store = folderStore(folder);
  const customers = 2 * eachArm;
  await writeTables({ root: folder, store }, customers);
  const warehouse = await openDuckdbWarehouse({ root: folder, store, memory: campaignMemory });
  await attachTables(warehouse);
  const config = configSchema.parse({
    version: 1,
    business: { name: 'Large', currency: 'EUR', timeZone: 'UTC', dataUntil: asOf },
    inputs: {},
    sources: {},
    churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 120 },
  });
  const cost = await costOf('one campaign', customers, () =>
    measureEffects(warehouse, store, {
      config,
      asOf,
      level: 0.95,
      key: 'study',
      model: 'study',
      scores: keys.scores('study'),
      scratch: 'scratch/',
      ledgerFiles: 1,
      ledgerGaps: 0,
    }),
  );
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
  return cost;
}

/** The engine's limit, as `--memory` sets it; beyond it tables go to the disk. */
const campaignMemory = '640MB';
/** Little enough that writing the tables does not show in what measuring takes at most. */
const writingMemory = '400MB';

const clean = (table: string): string => `clean/${table}/`;

/** The clean tables as the pipeline finds them: files, of which only the columns that are named are read. */
async function attachTables(warehouse: Warehouse): Promise<void> {
  for (const { name, columns } of Object.values(sourceContracts)) {
    const table = name === 'identities' ? 'identity_links' : name;
    if (name === 'customers' || name === 'orders') await warehouse.attach(table, clean(table));
    else await warehouse.create(table, typed(columns, undefined));
  }
}

async function writeTables(
  at: { readonly root: string; readonly store: ObjectStore },
  customers: number,
): Promise<void> {
  const warehouse = await openDuckdbWarehouse({ ...at, memory: writingMemory });
  const everybody = `generate_series(1, ${customers}) g(i)`;
  const day = `timestamp '${drawnOn} 00:00:00'`;
  const { customers: people, orders } = sourceContracts;
  await warehouse.unload(
    typed(
      people.columns,
      `select 'c' || i as customer_id, ${day} - interval 400 day as joined_at, ${day} - interval 400 day as known_at,
      case when ${lot(5)} < 0.3 then 'trade' else 'retail' end as segment from ${everybody}`,
    ),
    clean('customers'),
    { orderBy: ['customer_id'] },
  );
  await warehouse.unload(
    typed(
      orders.columns,
      `select 'o' || i || '-' || k as order_id, 'c' || i as customer_id,
      ${day} + cast(floor(-100 + 50 * k + 49 * ${lot(7)}) as integer) * interval 1 day as ordered_at,
      ${day} + cast(floor(-100 + 50 * k + 49 * ${lot(7)}) as integer) * interval 1 day as known_at,
      'sale' as kind, 40.0 as amount, 10 + 20 * ${lot(8)} as margin
      from ${everybody}, generate_series(0, 3) h(k)`,
    ),
    clean('orders'),
    { orderBy: ['ordered_at'] },
  );
  await warehouse.unload(
    `select 'spring' as campaign, 'c' || i as customer_id, 1 as term,
       case when ${lot(1)} < 0.5 then 'control' else 'contact' end as arm, '${drawnOn}' as as_of, '2025-10-03' as arm_until,
       1 + i % 9 as stratum, 0.5e0 as share, ${lot(9)}::double as churn, 80e0 as clv_if_kept, 5e0 as clv_if_lost, 'note' as play,
       'email' as channel, 1.5e0 as cost, 'r' as run, 1 as draw from ${everybody}`,
    keys.ledger,
    { orderBy: ['customer_id'] },
  );
  await warehouse.unload(
    `select 'c' || i as customer_id, 60e0 + ${lot(9)}::double as clv from ${everybody}`,
    keys.scores('study'),
    { orderBy: ['customer_id'] },
  );
  await warehouse.close();
}

/** A table of a contract's columns: those that the select has, the others empty. */
function typed(columns: Readonly<Record<string, Column>>, select: string | undefined): string {
  const cell = (name: string) => {
    const known = select !== undefined && new RegExp(` as ${name}\\b`).test(select);
    return `cast(${known ? name : 'null'} as ${sqlType(columns[name]!)}) as ${name}`;
  };
  const cells = Object.keys(columns).map(cell).join(', ');
  return select === undefined ? `select ${cells} where false` : `select ${cells} from (${select}) v`;
}
