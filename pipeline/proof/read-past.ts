import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { double, identifier } from '../sql/sql-text.ts';
import { filled } from './filled.ts';
import { numberRows } from './number-rows.ts';
import cellsText from './past-cells.sql';
import type { Cell } from './weigh-past.ts';

export interface ReadRequest {
  readonly table: string;
  readonly horizons: readonly number[];
  /** Condition on a row's `customer_id`: whom of today's customers the past ones are weighted to resemble. */
  readonly alike: string;
  /** Money above this quantile of the days before counts as the quantile; 1: as it is. */
  readonly winsorise: number;
}

export interface PastCells {
  readonly cells: readonly (Cell & OfHorizon)[];
  /** Above zero; a horizon without one has money as it is. */
  readonly caps: readonly Cap[];
}

interface OfHorizon {
  readonly horizon_days: number;
}

interface Cap extends OfHorizon {
  readonly cap: number;
}

interface Border extends OfHorizon {
  readonly worth: number;
  readonly part: number;
  readonly border: number;
}

/** Sums of the customers of some horizons, by cell. */
export async function readPast(warehouse: Warehouse, request: ReadRequest): Promise<PastCells> {
  const { horizons, alike, winsorise } = request;
  const table = identifier(request.table);
  const rows = `${table} where horizon_days in (${horizons.join(', ')}) and is_past = 1`;
  const caps = winsorise < 1 ? await readCaps(warehouse, rows, winsorise) : [];
  const borders = await numberRows<Border>(warehouse, bordersSelect(rows));
  const ofHorizon = (cell: (days: number) => string) =>
    `case r.horizon_days ${horizons.map((days) => `when ${days} then ${cell(days)}`).join(' ')} end`;
  const bordersOf = (days: number, worth: number) => [
    ...new Set(
      borders.filter((one) => one.horizon_days === days && one.worth === worth).map(({ border }) => border),
    ),
  ];
  const capOf = (days: number) => caps.find((one) => one.horizon_days === days)?.cap;
  const cells = await numberRows<Cell & OfHorizon>(
    warehouse,
    filled(cellsText, {
      table,
      horizons: horizons.join(', '),
      worth_cell: ofHorizon((days) => cellSql('r.earned_before', [0, ...bordersOf(days, 1)])),
      silence_cell: ofHorizon((days) => cellSql('r.silent_days', bordersOf(days, 0))),
      capped: ofHorizon((days) => cappedSql(capOf(days))),
      alike,
    }),
  );
  return { cells, caps };
}

/** The quantile of the days before, of all customers, as campaigns declare it. */
async function readCaps(warehouse: Warehouse, rows: string, winsorise: number): Promise<readonly Cap[]> {
  const caps = await numberRows<Cap>(
    warehouse,
    `select horizon_days, cast(max(case when place <= ceil(${double(winsorise)} * n) then earned_before end) as double) as cap
     from (
       select horizon_days, earned_before, count(*) over (partition by horizon_days) as n,
         row_number() over (partition by horizon_days order by earned_before, customer_id) as place
       from ${rows}
     ) v group by horizon_days order by horizon_days`,
  );
  return caps.filter(({ cap }) => cap > 0);
}

/** SELECT of the highest values of some twentieths of the past customers who have one above zero: of worth and of silence. */
const bordersSelect = (rows: string): string =>
  `select horizon_days, worth, part, cast(max(measure) as double) as border from (
     select horizon_days, worth, measure, ntile(20) over (partition by horizon_days, worth order by measure, customer_id) as part
     from (
       select horizon_days, customer_id, 1 as worth, earned_before as measure from ${rows}
       union all
       select horizon_days, customer_id, 0 as worth, cast(silent_days as decimal(19, 2)) as measure from ${rows}
     ) u where measure > 0
   ) v
   where (worth = 1 and part in (4, 8, 12, 16, 19)) or (worth = 0 and part in (7, 14))
   group by horizon_days, worth, part order by horizon_days, worth, part`;

/** Number of the first border that a value does not pass; beyond all of them, how many there are. */
const cellSql = (column: string, borders: readonly number[]): string =>
  borders.length === 0
    ? '0'
    : `case ${borders.map((border, i) => `when cast(${column} as double) <= ${double(border)} then ${i}`).join(' ')} else ${borders.length} end`;

const cappedSql = (cap: number | undefined): string =>
  cap === undefined ? 'r.earned_after' : `least(r.earned_after, ${decimal(cap)})`;

const decimal = (value: number): string => `cast(${Math.round(value * 100) / 100} as decimal(19, 2))`;
