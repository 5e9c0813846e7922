import type { Returning } from '../../../contracts/artefacts/returning.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { type Cell, cellChance, fitCells } from '../../../models/learn.ts';
import { normalReach } from '../../../models/numerics.ts';
import { aucOf, rankingOf } from '../../../models/quality.ts';
import type { GoneDates } from './dated-select.ts';
import { columnsOf as goneColumns } from './gone.ts';

/** Ways to tell who comes back, the simplest first, by the columns that each reads. */
const formsOf = (all: number) =>
  [
    { by: 'share', columns: 0 },
    { by: 'recency', columns: 1 },
    { by: 'model', columns: all },
  ] as const;

/** What the ways read of a row: how long ago first. */
interface Read {
  readonly columnsOf: (row: Row, columns: number) => number[];
  /** How many columns the model reads. */
  readonly all: number;
}

/** With fewer customers who came back nothing is learned, or judged. */
const [fewestTaught, fewestJudged] = [30, 20];

/** Who tells the chance of coming back, by which coefficients, and how well that turned out. */
export interface LearnedReturning {
  readonly returning: Returning;
  readonly beta: readonly number[];
}

/**
 * Learns who comes back from customers gone at earlier dates, and judges each way to tell on a later one. The way with the lowest log
 * loss there decides, the simplest of equals; it is then fitted to all dates.
 * @param rows of `cellsSelect`
 * @returns null where too few came back to learn from or to judge by
 */
export function judgeReturning(
  rows: readonly Row[],
  { judge, learn }: GoneDates,
  horizonDays: number,
  { columnsOf, all }: Read = { columnsOf: goneColumns, all: 3 },
): LearnedReturning | null {
  const cellsAt = (days: readonly string[], columns: number): Cell[] =>
    rows
      .filter((row) => days.includes(String(row.on_day)))
      .map((row) => ({ x: columnsOf(row, columns), n: Number(row.n), hits: Number(row.hits) }));
  const came = (days: readonly string[]) => total(cellsAt(days, 0), ({ hits }) => hits);
  if (came(learn) < fewestTaught || came([judge]) < fewestJudged) return null;
  const judged = formsOf(all).map((form) => {
    const beta = fitCells(cellsAt(learn, form.columns));
    const cells = cellsAt([judge], form.columns);
    return {
      ...form,
      ...judgementOf(
        cells,
        cells.map(({ x }) => cellChance(beta, x)),
      ),
    };
  });
  const best = judged.reduce((a, b) => (b.logLoss < a.logLoss - 1e-9 ? b : a));
  const { by, columns, logLoss, auc, expected, n, returned } = best;
  return {
    returning: {
      ...{ by, judgedOn: judge, horizonDays, customers: n, returned, expected, auc, logLoss },
      logLossByRecency: judged[1]!.logLoss,
      logLossByShare: judged[0]!.logLoss,
    },
    beta: fitCells(cellsAt([...learn, judge], columns)),
  };
}

const total = (cells: readonly Cell[], of: (cell: Cell) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0);

function judgementOf(cells: readonly Cell[], chances: readonly number[]) {
  const n = total(cells, (cell) => cell.n);
  const returned = total(cells, ({ hits }) => hits);
  const loss = cells.reduce(
    (sum, cell, i) =>
      sum - cell.hits * Math.log(chances[i]!) - (cell.n - cell.hits) * Math.log(1 - chances[i]!),
    0,
  );
  const expected = cells.reduce((sum, cell, i) => sum + cell.n * chances[i]!, 0);
  return { n, returned, expected, logLoss: loss / n, auc: aucWithin(cells, chances) };
}

/** Area under the curve with its 95% interval by Hanley and McNeil (1982). */
function aucWithin(cells: readonly Cell[], chances: readonly number[]): Returning['auc'] {
  const weights = [...cells.map(({ hits }) => hits), ...cells.map(({ n, hits }) => n - hits)];
  const outcome = [...cells.map(() => 1), ...cells.map(() => 0)];
  const value = aucOf(rankingOf([...chances, ...chances]), outcome)(Float64Array.from(weights));
  const [hits, misses] = [total(cells, (cell) => cell.hits), total(cells, ({ n, hits }) => n - hits)];
  const [q1, q2] = [value / (2 - value), (2 * value * value) / (1 + value)];
  const variance =
    (value * (1 - value) + (hits - 1) * (q1 - value ** 2) + (misses - 1) * (q2 - value ** 2)) /
    (hits * misses);
  const reach = normalReach(0.95) * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach) };
}
