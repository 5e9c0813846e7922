import type { LearningSet } from '../types.ts';
import { type CutColumn, cutColumn } from './cut-column.ts';
import { decidingGroup } from './deciding-group.ts';
import { driftingPower } from './drifting-power.ts';
import { type JudgedRows, judgedRows } from './judged-rows.ts';
import type { Leak } from './leak.ts';
import { countGroups, folded, leavingRates, rankingPower } from './ranking-power.ts';

export interface LeakOptions {
  /** Columns that somebody vouches for: never accused. */
  readonly allow?: readonly string[];
  /** Columns made of dated facts: silence or a notice given may rightly decide the outcome, so no group of theirs is accused. */
  readonly dated?: readonly string[];
  /** Columns named like an outcome, with why ("a score made elsewhere"): accused unless the figures clear them. */
  readonly named?: ReadonlyMap<string, string>;
}

/** An honest column alone does not rank leavers so well (design §5). */
const aucLimit = 0.95;
/** A column named like an outcome must be clearly weaker than this. */
const namedLimit = 0.8;

/**
 * Columns that know what a customer did afterwards. Groups and their churn are learned on the training rows and judged
 * on the later rows; every rule looks at a one-sided 95% bound with the rows of a customer taken together.
 *
 * - `ranks`, `agrees`, `missing`: the AUC of the column alone is above .95.
 * - `decides`: a value, an interval or the missing values have one outcome, with a cliff beside them.
 * - `drifts`: the AUC on training rows and on later rows lie far apart.
 * - `named`: the name is in `named`, and the AUC may be above .8.
 * @returns the first sign of each such column, in the table's order; none where later rows have one class only
 */
export function findLeaks(train: LearningSet, later: LearningSet, options: LeakOptions = {}): Leak[] {
  const rows = { train: judgedRows(train), later: judgedRows(later) };
  const judgeable = [rows.train, rows.later].every(
    ({ leavers, left }) => leavers > 0 && leavers < left.length,
  );
  if (!judgeable) return [];
  const laterColumns = new Map(later.table.columns.map((column) => [column.name, column]));
  const allowed = new Set(options.allow);
  return train.table.columns.flatMap((column) => {
    const same = laterColumns.get(column.name);
    if (same === undefined || allowed.has(column.name)) return [];
    const cut = cutColumn(column, same, rows);
    return cut === null ? [] : (judge(cut, rows, options) ?? []);
  });
}

function judge(
  cut: CutColumn,
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
  { dated = [], named }: LeakOptions,
): Leak | null {
  const counts = countGroups(cut.train, rows.train, cut.groups);
  const power = rankingPower(cut.later, leavingRates(counts), rows.later);
  const { auc, low, high } = folded(power);
  const { name: column } = cut;
  const shared = { column, figure: auc, rows: rows.later.rows.length };
  if (low > aucLimit) {
    return { ...shared, sign: rankingSign(cut, rows), bound: low, limit: aucLimit, detail: '' };
  }
  const deciding = dated.includes(column) ? null : decidingGroup(cut, rows);
  const why = named?.get(column);
  if (deciding !== null) return deciding;
  const drifting = driftingPower(cut, rows, power);
  if (drifting !== null) return drifting;
  return why !== undefined && high > namedLimit
    ? { ...shared, sign: 'named', bound: high, limit: namedLimit, detail: why }
    : null;
}

/** Whether missing values alone, or the only two values there are, do it. */
function rankingSign(
  cut: CutColumn,
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
): 'missing' | 'agrees' | 'ranks' {
  const filled = { ...rows.later };
  if (cut.missing >= 0) {
    const lacks = cut.later.map((group) => (group === cut.missing ? 1 : 0));
    const byGap = rankingPower(lacks, Float64Array.of(0, 1), filled);
    if (folded(byGap).auc > aucLimit) return 'missing';
  }
  return new Set(cut.later).size === 2 ? 'agrees' : 'ranks';
}
