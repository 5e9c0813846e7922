import { addDays } from '../../../contracts/business-day.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { literal } from '../../sql/sql-text.ts';
import { unloadRows } from '../../tables/unload-rows.ts';
import type { Counted, Passage } from '../count-cells.ts';
import type { Metric } from '../metric.ts';
import type { KeptAlert } from './keep-alerts.ts';
import type { Rule } from './rules.ts';

/** An open alert with the days whose rows make it. */
export interface OpenAlert {
  readonly id: string;
  readonly rule: Rule;
  readonly value: string | null;
  readonly from: string;
  readonly until: string;
}

/** The rows behind alerts: by customer, and by channel. */
export interface Behind {
  readonly customers: readonly BehindCustomer[];
  readonly channels: readonly {
    readonly alert_id: string;
    readonly channel: string | null;
    readonly n: number;
  }[];
}

export interface BehindCustomer {
  readonly alert_id: string;
  readonly customer_id: string | null;
  readonly n: number;
  readonly first_day: string;
  readonly last_day: string;
}

/** Alerts of which the days still show something, each until the eve of a date. */
export const openOf = (kept: readonly KeptAlert[], asOf: string): OpenAlert[] =>
  kept.flatMap(({ id, event, found }) => {
    if (found === null) return [];
    const { rule, value } = found.series;
    return [{ id, rule, value, from: event.since, until: addDays(asOf, -1) }];
  });

/** Reads the rows that make open alerts, off the tables of records, which stand until the warehouse is closed. */
export async function readBehind(
  open: readonly OpenAlert[],
  counted: readonly Counted[],
  { warehouse, store, prefix }: Passage,
): Promise<Behind> {
  const placed = open.flatMap((alert) => {
    const records = counted.find(({ metrics }) => metrics.includes(alert.rule.metric));
    // rows of a stock are changes of it, and nobody's by themselves; an index has none of its own
    return records === undefined || records.counts === 'stock' ? [] : [{ alert, records }];
  });
  const unload = async (parts: readonly string[], orderBy: string[]): Promise<Row[]> =>
    parts.length === 0
      ? []
      : unloadRows(warehouse, store, {
          select: `select * from (${parts.join('\n union all ')}) b`,
          prefix,
          orderBy,
        });
  const customers = await unload(placed.map(customersSelect), ['alert_id', 'customer_id']);
  const channels = await unload(placed.flatMap(channelsSelect), ['alert_id', 'channel']);
  return {
    customers: customers as unknown as BehindCustomer[],
    channels: channels as unknown as Behind['channels'],
  };
}

interface Placed {
  readonly alert: OpenAlert;
  readonly records: Counted;
}

const customersSelect = ({ alert, records }: Placed): string =>
  `select ${literal(alert.id)} as alert_id, r.customer_id, count(*) as n,
    cast(min(r.day) as varchar) as first_day, cast(max(r.day) as varchar) as last_day
  from ${records.relation} r where ${rowsOf(alert, records)} group by r.customer_id`;

/** None where the rows have no channel. */
function channelsSelect({ alert, records }: Placed): string[] {
  const column = records.dimensions.find(({ name }) => name === 'channel')?.column;
  if (column === undefined) return [];
  return [
    `select ${literal(alert.id)} as alert_id, r.${column} as channel, count(*) as n
  from ${records.relation} r where ${rowsOf(alert, records)} group by r.${column}`,
  ];
}

function rowsOf({ rule, value, from, until }: OpenAlert, { dimensions }: Counted): string {
  const column = dimensions.find(({ name }) => name === rule.dimension)?.column;
  return [
    `r.day between date ${literal(from)} and date ${literal(until)}`,
    behindOf(rule),
    ...(column === undefined || value === null ? [] : [`r.${column} = ${literal(value)}`]),
  ].join(' and ');
}

/** Which rows make a breach: of shares and net scores those of the side that was watched, else all that count. */
function behindOf({ metric, side }: Rule): string {
  const { statistic } = metric;
  const of = conditionOf(metric);
  if (statistic.kind === 'share') return `${of} and ${side === 1 ? '' : 'not '}(${statistic.hit})`;
  if (statistic.kind === 'net') return `${of} and (${side === 1 ? statistic.up : statistic.down})`;
  return of;
}

const conditionOf = ({ statistic }: Metric): string => {
  if (statistic.kind === 'gap') return `(${statistic.group})`;
  return statistic.of === undefined ? 'true' : `(${statistic.of})`;
};
