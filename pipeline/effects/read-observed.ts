import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Covariate } from '../../models/effects.ts';
import { literal } from '../sql/sql-text.ts';
import { readNumbers } from '../tables/read-numbers.ts';
import type { MeasuredCampaign } from './measured-campaign.ts';

/** Customers of a campaign that was not randomised. */
export interface ObservedCustomers {
  readonly treated: Uint8Array;
  readonly capped: Float64Array;
  readonly kept: Float64Array;
  readonly covariates: readonly Covariate[];
  /** Margin of as long before the start as the effect is measured over, and of as long before that. */
  readonly before: Covariate;
  readonly earlier: Covariate;
  /** Days for which the customer of the longest standing had been one. */
  readonly longestTenure: number;
}

/** What was known before anybody was contacted, by which similar customers are found. */
const numbers = [
  'margin_before',
  'margin_year',
  'spent_before',
  'orders_before',
  'recency_days',
  'tenure_days',
  'tickets_before',
] as const;

/** Words with few values count by a column each; the most frequent is what the others are held against. */
const words = ['segment', 'country', 'acquisition_channel'] as const;
const mostValues = 12;
const fewestOfValue = 20;

/** Reads every customer of a campaign into memory, column by column. */
export async function readObserved(
  { warehouse, store, prefix }: { warehouse: Warehouse; store: ObjectStore; prefix: string },
  { name: campaign, exposed }: MeasuredCampaign,
): Promise<ObservedCustomers> {
  const flags = await flagsOf(
    warehouse,
    campaign,
    words.filter((word) => word !== exposed?.by),
  );
  const selected = [
    'is_contact',
    'capped',
    'kept',
    'margin_earlier',
    ...numbers,
    ...flags.map(({ sql }, i) => `${sql} as flag_${i}`),
  ];
  const files = await warehouse.unload(
    `select unit_id, ${selected.map(asDouble).join(', ')} from effect_customers where campaign = ${literal(campaign)}`,
    prefix,
    { orderBy: ['unit_id'] },
  );
  const names = [
    'is_contact',
    'capped',
    'kept',
    'margin_earlier',
    ...numbers,
    ...flags.map((_, i) => `flag_${i}`),
  ];
  const columns = await readNumbers(store, files, names, 0);
  const column = (name: string) => columns.get(name)!;
  const known = [
    ...numbers.map((name) => ({ name, values: column(name) })),
    ...flags.map(({ name }, i) => ({ name, values: column(`flag_${i}`) })),
  ];
  return {
    treated: Uint8Array.from(column('is_contact')),
    capped: column('capped'),
    kept: column('kept'),
    before: { name: 'margin_before', values: column('margin_before') },
    longestTenure: column('tenure_days').reduce((most, days) => Math.max(most, days), 0),
    earlier: { name: 'margin_earlier', values: column('margin_earlier') },
    covariates: known.filter(
      ({ name, values }) => !saysExposure(name, exposed?.by) && values.some((value) => value !== values[0]),
    ),
  };
}

/** What exposed them is what they are compared by, and nothing to liken them in. */
const saysExposure = (name: string, by: string | undefined): boolean =>
  by === 'ticket' && name === 'tickets_before';

const asDouble = (column: string): string => {
  const [sql, name = sql] = column.split(' as ');
  return `cast(${sql} as double) as ${name}`;
};

interface Flag {
  readonly name: string;
  readonly sql: string;
}

async function flagsOf(warehouse: Warehouse, campaign: string, words: readonly string[]): Promise<Flag[]> {
  const flags: Flag[] = [];
  for (const word of words) {
    const found = await warehouse.rows(
      `select ${word} as value, count(*) as n from effect_customers
       where campaign = ${literal(campaign)} and ${word} is not null
       group by ${word} order by 2 desc, 1 limit ${mostValues}`,
    );
    for (const { value, n } of found.slice(1)) {
      if (Number(n) < fewestOfValue) continue;
      flags.push({
        name: `${word} ${String(value)}`,
        sql: `case when ${word} = ${literal(String(value))} then 1 else 0 end`,
      });
    }
  }
  return flags;
}
