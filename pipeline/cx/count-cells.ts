import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import { unloadRows } from '../tables/unload-rows.ts';
import type { Dimension } from './dimensions.ts';
import { type Measure, measuresOf } from './measures.ts';
import type { Metric } from './metric.ts';
import { groupingSets, placeColumns } from './place-columns.ts';

/** A table of records with what is asked of it. */
export interface Counted {
  /** Has the columns `day`, those of the dimensions, and those that the metrics count. */
  readonly relation: string;
  readonly dimensions: readonly Dimension[];
  readonly metrics: readonly Metric[];
  readonly counts: 'flow' | 'stock';
}

/** Where rows pass from the warehouse to here. */
export interface Passage {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly prefix: string;
}

const cellOrder = ['grain', 'first_day', 'dimension', 'value'];

/**
 * Counts and sums for each period and value of a dimension: the rows are read once, by day; periods are sums of days. Rows
 * of a cell are `grain`, `first_day`, `dimension` (`all` for everybody), `value`, and the measures.
 */
export async function countCells(counted: Counted, passage: Passage): Promise<Row[]> {
  const measures = counted.metrics.flatMap(measuresOf);
  const { warehouse } = passage;
  await warehouse.create('cx_days', daysSelect(counted, measures));
  return unloadRows(warehouse, passage.store, {
    select: cellsSelect(counted, measures),
    prefix: passage.prefix,
    orderBy: cellOrder,
  });
}

function daysSelect({ relation, dimensions }: Counted, measures: readonly Measure[]): string {
  const sums = measures.map(({ name, sql }) => `${sql} as ${name}`);
  return `select day, ${placeColumns(dimensions)},
    ${sums.join(',\n    ')}
  from ${relation} r
  group by grouping sets (${groupingSets('day', dimensions)})`;
}

function cellsSelect({ counts }: Counted, measures: readonly Measure[]): string {
  const sums = measures.map(({ name, type }) => `cast(sum(d.${name}) as ${type}) as ${name}`);
  const within = counts === 'flow' ? 'd.day between p.first_day and p.last_day' : 'd.day <= p.first_day';
  return `select p.grain, cast(p.first_day as varchar) as first_day, d.dimension, d.value,
    ${sums.join(',\n    ')}
  from cx_periods p
  join cx_days d on ${within}
  group by p.grain, p.first_day, d.dimension, d.value`;
}

/**
 * How many ended, and how many are open, by the time it took, for each cell of a metric of times. Times are rounded up to
 * steps that are never longer than a twenty-fourth of them beyond two hours.
 */
export function countTimes(counted: Counted, metric: Metric, passage: Passage): Promise<Row[]> {
  const { statistic } = metric;
  if (statistic.kind !== 'time') throw new RangeError(`${metric.name} counts no times`);
  const { relation, dimensions } = counted;
  const columns = dimensions.map(({ column }) => `, r.${column}`).join('');
  const select = `select grain, cast(first_day as varchar) as first_day, ${placeColumns(dimensions)},
    seconds, count_if(ended = 1) as ended, count_if(ended = 0) as still_open
  from (
    select p.grain, p.first_day${columns},
      cast(${stepped(`(${statistic.seconds})`)} as bigint) as seconds,
      case when ${statistic.ended} then 1 else 0 end as ended
    from ${relation} r
    join cx_periods p on r.day between p.first_day and p.last_day
    where ${statistic.of ?? 'true'}
  ) t
  group by grouping sets (${groupingSets('grain, first_day, seconds', dimensions)})`;
  return unloadRows(passage.warehouse, passage.store, {
    select,
    prefix: passage.prefix,
    orderBy: [...cellOrder, 'seconds'],
  });
}

/** Up to so many seconds, steps of so many. */
const steps = [
  [7_200, 60],
  [43_200, 300],
  [345_600, 1_800],
  [2_592_000, 14_400],
] as const;

/** Rounded up by what is left over: dividing whole numbers keeps a fraction on one engine and not on the other. */
function stepped(seconds: string): string {
  const up = (step: number) => `(${seconds} + ${step - 1}) - ((${seconds} + ${step - 1}) % ${step})`;
  const cases = steps.map(([until, step]) => `when ${seconds} <= ${until} then ${up(step)}`);
  return `case ${cases.join(' ')} else ${up(86_400)} end`;
}
