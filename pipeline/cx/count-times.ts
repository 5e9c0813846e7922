import type { EndedTimes } from '../../models/intervals.ts';
import { type Columns, unloadColumns } from '../tables/unload-columns.ts';
import { type Counted, cellOrder, type Passage, type Places, placesOf } from './count-cells.ts';
import { fewest } from './estimate.ts';
import type { Statistic } from './metric.ts';
import { groupingSets, placeColumns } from './place-columns.ts';

type Timing = Extract<Statistic, { kind: 'time' }>;

/** How many ended, and how many are open, by the time it took, for each cell that has enough of both for a figure. */
export interface Times {
  of(places: Places, row: number): EndedTimes | undefined;
}

/** Times are rounded up to steps that are never longer than a twenty-fourth of them beyond two hours. */
export async function countTimes(counted: Counted, timing: Timing, passage: Passage): Promise<Times> {
  const { warehouse, store, prefix } = passage;
  const select = timesSelect(counted, timing);
  const orderBy = [...cellOrder, 'seconds'];
  const columns = await unloadColumns(warehouse, store, { select, prefix, orderBy }, [
    ...orderBy,
    'ended',
    'still_open',
  ]);
  const cells = timesByCell(columns);
  return { of: (places, row) => cells.get(cellName(places, row)) };
}

function timesSelect({ relation, dimensions }: Counted, { seconds, ended, of = 'true' }: Timing): string {
  const columns = dimensions.map(({ column }) => `, r.${column}`).join('');
  return `select ${cellOrder.join(', ')}, seconds, ended, still_open
  from (
    select *, sum(ended + still_open) over (partition by ${cellOrder.join(', ')}) as n
    from (
      select grain, cast(first_day as varchar) as first_day, ${placeColumns(dimensions)},
        cast(seconds as double) as seconds,
        cast(sum(ended) as double) as ended, cast(sum(1 - ended) as double) as still_open
      from (
        select p.grain, p.first_day${columns},
          cast(${stepped(`(${seconds})`)} as bigint) as seconds,
          case when ${ended} then 1 else 0 end as ended
        from ${relation} r
        join cx_periods p on r.day between p.first_day and p.last_day
        where ${of}
      ) t
      group by grouping sets (${groupingSets('grain, first_day, seconds', dimensions)})
    ) g
  ) k
  where n >= ${fewest}`;
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

function timesByCell(columns: Columns): Map<string, EndedTimes> {
  const places = placesOf(columns);
  const [seconds, ended, open] = ['seconds', 'ended', 'still_open'].map(
    (name) => columns.column(name) as readonly number[],
  ) as [readonly number[], readonly number[], readonly number[]];
  const cells = new Map<string, { times: number[]; ended: number[]; open: number[] }>();
  for (let row = 0; row < places.rows; row++) {
    const name = cellName(places, row);
    const cell = cells.get(name) ?? { times: [], ended: [], open: [] };
    cells.set(name, cell);
    const at = placeOf(seconds[row]!, cell.times);
    cell.times.splice(at, 0, seconds[row]!);
    cell.ended.splice(at, 0, ended[row]!);
    cell.open.splice(at, 0, open[row]!);
  }
  return cells;
}

/** Behind what is shorter: at the end, where rows come in their order. */
function placeOf(time: number, times: readonly number[]): number {
  let at = times.length;
  while (at > 0 && times[at - 1]! > time) at--;
  return at;
}

const cellName = ({ grain, firstDay, dimension, value }: Places, row: number): string =>
  `${grain[row]} ${firstDay[row]} ${dimension[row]}${value[row] === null ? '' : ` ${value[row]}`}`;
