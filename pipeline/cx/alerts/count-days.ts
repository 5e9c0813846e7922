import { daysBetween } from '../../../contracts/business-day.ts';
import type { Scalar } from '../../../contracts/ports/warehouse.ts';
import { literal } from '../../sql/sql-text.ts';
import { unloadColumns } from '../../tables/unload-columns.ts';
import type { Passage } from '../count-cells.ts';
import { cellSum, measuresOf } from '../measures.ts';
import type { Metric } from '../metric.ts';

/** Days that are watched: the baseline, the breach at its longest, and what comes before. */
export const watchedDays = 200;

/** Counts and sums of each watched day, by the measure's part, for one metric and value of a dimension. */
export interface DayCounts {
  readonly metric: string;
  readonly dimension: string;
  readonly value: string | null;
  readonly parts: ReadonlyMap<string, Float64Array>;
}

export interface DaysRequest {
  readonly metrics: readonly Metric[];
  readonly dimensions: readonly string[];
  /** First of the watched days. */
  readonly from: string;
}

/** Watched days out of the table `cx_days`, which stands until the next records are counted. */
export async function countDays(
  { metrics, dimensions, from }: DaysRequest,
  { warehouse, store, prefix }: Passage,
): Promise<DayCounts[]> {
  const order = ['day', 'dimension', 'value'];
  const measures = metrics.flatMap(measuresOf);
  const select = `select cast(d.day as varchar) as day, d.dimension, d.value,
    ${measures.map((measure) => `${cellSum(measure, `d.${measure.name}`)} as ${measure.name}`).join(',\n    ')}
  from cx_days d
  where d.day >= date ${literal(from)} and d.dimension in (${dimensions.map(literal).join(', ')})`;
  const columns = await unloadColumns(warehouse, store, { select, prefix, orderBy: order }, [
    ...order,
    ...measures.map(({ name }) => name),
  ]);
  const places = placesOf(columns.rows, columns.column, from);
  return metrics.flatMap((metric) =>
    [...places.values()].map(({ dimension, value, rows }) => ({
      metric: metric.name,
      dimension,
      value,
      parts: new Map(measuresOf(metric).map(({ name, part }) => [part, filled(rows, columns.column(name))])),
    })),
  );
}

interface PlacedRows {
  readonly dimension: string;
  readonly value: string | null;
  /** A row and the place of its day. */
  readonly rows: [row: number, day: number][];
}

function placesOf(rows: number, column: (name: string) => readonly Scalar[], from: string) {
  const places = new Map<string, PlacedRows>();
  const [days, dimensions, values] = ['day', 'dimension', 'value'].map(column);
  for (let row = 0; row < rows; row++) {
    const day = daysBetween(from, String(days![row]));
    if (day >= watchedDays) continue;
    const [dimension, value] = [String(dimensions![row]), values![row] as string | null];
    const key = JSON.stringify([dimension, value]);
    const place = places.get(key) ?? { dimension, value, rows: [] };
    places.set(key, place);
    place.rows.push([row, day]);
  }
  return places;
}

function filled(rows: PlacedRows['rows'], values: readonly Scalar[]): Float64Array {
  const days = new Float64Array(watchedDays);
  for (const [row, day] of rows) days[day] = Number(values[row] ?? 0);
  return days;
}
