import type { FeatureColumn, LearningSet } from '../../types.ts';
import { type BothRows, bothRows, columnPairs, type JudgedColumn, judgeColumn } from './column-power.ts';
import type { CutColumn } from './cut-column.ts';
import { decidingGroup } from './deciding-group.ts';
import { driftingPower } from './drifting-power.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Leak } from './leak.ts';
import { type NumberPair, productColumns } from './product-columns.ts';
import { folded, rankingPower } from './ranking-power.ts';

export interface LeakOptions {
  /** Columns that somebody vouches for: never accused. */
  readonly allow?: readonly string[];
  /**
   * Columns made of dated facts from before the as-of date: a renewal that is far away or a long silence may rightly decide
   * the outcome, and history makes them stronger with time, so that only their AUC is judged.
   */
  readonly dated?: readonly string[];
  /** Columns named like an outcome, with why ("a score made elsewhere"): accused where the figures bear it out. */
  readonly named?: ReadonlyMap<string, string>;
}

/** An honest column alone does not rank leavers so well (design §5). */
const aucLimit = 0.95;
/** A column named like an outcome that is clearly stronger than this, and than every other column, is one. */
export const namedLimit = 0.8;

/**
 * Columns that know what a customer did afterwards. A column is cut into groups on the training rows; every rule looks at
 * a one-sided bound on later rows, with the rows of a customer taken together.
 *
 * - `ranks`, `agrees`, `missing`: the AUC of the column alone is above .95 (95%), its groups in their own order, by
 *   their churn on training rows or, cross-fitted, on later rows: one written at the export may know nothing of older dates.
 * - `decides`: there are values in which all leave, with a cliff beside them (99%); or all leave where the column equals the
 *   product of two others.
 * - `drifts`: the AUC on training rows and on later rows lie far apart (99.9%).
 * - `named`: the name is in `named`, and the AUC is above .8 and above that of every column that is not (95%). A name alone proves
 *   nothing: `suspectsAmong` asks.
 * @returns one sign of each such column, equations last; none where later rows have one class only
 */
export function findLeaks(train: LearningSet, later: LearningSet, options: LeakOptions = {}): Leak[] {
  const rows = bothRows(train, later);
  if (rows === null) return [];
  const allowed = new Set(options.allow);
  const pairs = columnPairs(train, later).filter(({ train: { name } }) => !allowed.has(name));
  const judged = pairs.flatMap((pair) => judgeColumn(pair.train, pair.later, rows) ?? []);
  const honest = judged.filter(({ power }) => !options.named?.has(power.column));
  const strongest = honest.reduce((most, { power }) => Math.max(most, power.auc || 0), 0);
  const leaks = judged.flatMap((column) => judge(column, rows, options, strongest) ?? []);
  const fine = ({ name }: FeatureColumn) =>
    !(options.dated ?? []).includes(name) && leaks.every(({ column }) => column !== name);
  const numbers = pairs.filter(isNumber).filter((pair) => fine(pair.train));
  return [...leaks, ...equationLeaks(productColumns(numbers, rows), rows.later)];
}

interface Pair {
  readonly train: FeatureColumn;
  readonly later: FeatureColumn;
}

const isNumber = (pair: Pair): pair is NumberPair =>
  pair.train.kind === 'number' && pair.later.kind === 'number';

/** The first equation of each column that decides the outcome. */
function equationLeaks(cuts: readonly CutColumn[], later: JudgedRows): Leak[] {
  const found = new Map<string, Leak>();
  for (const cut of cuts) {
    const leak = found.has(cut.name) ? null : decidingGroup(cut, later);
    if (leak !== null) found.set(cut.name, leak);
  }
  return [...found.values()];
}

function judge(
  { cut, learned, own, power: { auc, low } }: JudgedColumn,
  rows: BothRows,
  { dated = [], named }: LeakOptions,
  strongest: number,
): Leak | null {
  const { name: column } = cut;
  const shared = { column, figure: auc, rows: rows.later.rows.length };
  if (low > aucLimit) {
    return { ...shared, sign: rankingSign(cut, rows), bound: low, limit: aucLimit };
  }
  if (dated.includes(column)) return null;
  const other = decidingGroup(cut, rows.later) ?? driftingPower(cut, rows, { learned, own });
  if (other !== null) return other;
  const why = named?.get(column);
  const limit = Math.max(namedLimit, strongest);
  return why !== undefined && low > limit ? { ...shared, sign: 'named', bound: low, limit, why } : null;
}

/** Whether missing values alone, or the only two values there are, do it. */
function rankingSign(cut: CutColumn, { later }: BothRows): 'missing' | 'agrees' | 'ranks' {
  if (cut.missing >= 0) {
    const lacks = cut.later.map((group) => (group === cut.missing ? 1 : 0));
    const byGap = rankingPower(lacks, Float64Array.of(0, 1), later);
    if (folded(byGap).auc > aucLimit) return 'missing';
  }
  return new Set(cut.later).size === 2 ? 'agrees' : 'ranks';
}
