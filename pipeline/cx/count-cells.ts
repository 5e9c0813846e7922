import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Scalar, Warehouse } from '../../contracts/ports/warehouse.ts';
import { type Columns, unloadColumns } from '../tables/unload-columns.ts';
import type { Dimension } from './dimensions.ts';
import { cellSum, type Measure, measuresOf } from './measures.ts';
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

/** A period and a value of a dimension for each row. */
export interface Places {
  readonly rows: number;
  readonly grain: readonly Scalar[];
  readonly firstDay: readonly Scalar[];
  /** `all` for everybody. */
  readonly dimension: readonly Scalar[];
  readonly value: readonly Scalar[];
}

/** Counts and sums of each. */
export interface Cells extends Places {
  /** A measure, null where it is a sum of nothing. */
  measure(name: string): readonly Scalar[];
}

/** What names a cell: the columns that its period, dimension and value stand in. */
export const cellOrder = ['grain', 'first_day', 'dimension', 'value'];

/** Creates `cx_days`: counts and sums for each day and value of a dimension, which stands until the next records are counted. */
export const createDays = (counted: Counted, { warehouse }: Passage): Promise<void> =>
  warehouse.create('cx_days', daysSelect(counted, counted.metrics.flatMap(measuresOf)));

/** Counts and sums for each period and value of a dimension: the rows are read once, by day; periods are sums of days. */
export async function countCells(counted: Counted, passage: Passage): Promise<Cells> {
  const measures = counted.metrics.flatMap(measuresOf);
  await createDays(counted, passage);
  const columns = await unloadColumns(
    passage.warehouse,
    passage.store,
    { select: cellsSelect(counted, measures), prefix: passage.prefix, orderBy: cellOrder },
    [...cellOrder, ...measures.map(({ name }) => name)],
  );
  return { ...placesOf(columns), measure: columns.column };
}

/** Where each row belongs, of columns that hold `cellOrder`. */
export const placesOf = ({ rows, column }: Columns): Places => ({
  rows,
  grain: column('grain'),
  firstDay: column('first_day'),
  dimension: column('dimension'),
  value: column('value'),
});

function daysSelect({ relation, dimensions }: Counted, measures: readonly Measure[]): string {
  const sums = measures.map(({ name, sql }) => `${sql} as ${name}`);
  return `select day, ${placeColumns(dimensions)},
    ${sums.join(',\n    ')}
  from ${relation} r
  group by grouping sets (${groupingSets('day', dimensions)})`;
}

function cellsSelect({ counts }: Counted, measures: readonly Measure[]): string {
  const sums = measures.map((measure) => `${cellSum(measure, `sum(d.${measure.name})`)} as ${measure.name}`);
  const within = counts === 'flow' ? 'd.day between p.first_day and p.last_day' : 'd.day <= p.first_day';
  return `select p.grain, cast(p.first_day as varchar) as first_day, d.dimension, d.value,
    ${sums.join(',\n    ')}
  from cx_periods p
  join cx_days d on ${within}
  group by p.grain, p.first_day, d.dimension, d.value`;
}
