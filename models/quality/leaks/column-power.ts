import type { FeatureColumn, LearningSet } from '../../types.ts';
import { type CutColumn, cutColumn } from './cut-column.ts';
import { type JudgedRows, judgedRows } from './judged-rows.ts';
import {
  countGroups,
  crossFittedPower,
  folded,
  leavingRates,
  type RankingPower,
  rankingPower,
} from './ranking-power.ts';

export interface BothRows {
  readonly train: JudgedRows;
  readonly later: JudgedRows;
}

/** What a column alone tells of who left, on later rows. */
export interface ColumnPower {
  readonly column: string;
  /** AUC, at least .5, with its one-sided 95% bounds. */
  readonly auc: number;
  readonly low: number;
  readonly high: number;
  readonly rows: number;
}

/** The column cut into groups, and how well these rank by what training rows, and other later rows, say of them. */
export interface JudgedColumn {
  readonly cut: CutColumn;
  readonly learned: RankingPower;
  readonly own: RankingPower;
  /** By the best of both and of its own order. */
  readonly power: ColumnPower;
}

/** Null where either set has one class only: then nothing can be judged. */
export function bothRows(train: LearningSet, later: LearningSet): BothRows | null {
  const rows = { train: judgedRows(train), later: judgedRows(later) };
  const judgeable = [rows.train, rows.later].every(
    ({ leavers, left }) => leavers > 0 && leavers < left.length,
  );
  return judgeable ? rows : null;
}

export function judgeColumn(train: FeatureColumn, later: FeatureColumn, rows: BothRows): JudgedColumn | null {
  const cut = cutColumn(train, later, rows);
  if (cut === null) return null;
  const rates = leavingRates(countGroups(cut.train, rows.train, cut.groups));
  const learned = rankingPower(cut.later, rates, rows.later);
  const own = crossFittedPower(cut.later, cut.groups, rows.later);
  const best = [...byOrder(cut, rows.later), own]
    .map(folded)
    .reduce((most, other) => (other.low > most.low ? other : most), folded(learned));
  return { cut, learned, own, power: { column: cut.name, rows: rows.later.rows.length, ...best } };
}

/** Power of a number as it is, without what a noisy order of its intervals takes away. */
const byOrder = (cut: CutColumn, later: JudgedRows): RankingPower[] =>
  cut.ordered && cut.missing < 0
    ? [
        rankingPower(
          cut.later,
          Float64Array.from({ length: cut.groups }, (_, g) => g),
          later,
        ),
      ]
    : [];

/** Columns that both tables have, in the order of the first. */
export function columnPairs(
  train: LearningSet,
  later: LearningSet,
): { train: FeatureColumn; later: FeatureColumn }[] {
  const laterColumns = new Map(later.table.columns.map((column) => [column.name, column]));
  return train.table.columns.flatMap((column) => {
    const same = laterColumns.get(column.name);
    return same === undefined ? [] : [{ train: column, later: same }];
  });
}

/** What every column alone tells; none where later rows have one class only. */
export function columnPowers(train: LearningSet, later: LearningSet): ColumnPower[] {
  const rows = bothRows(train, later);
  if (rows === null) return [];
  return columnPairs(train, later).flatMap((pair) => {
    const judged = judgeColumn(pair.train, pair.later, rows);
    return judged === null || Number.isNaN(judged.power.auc) ? [] : [judged.power];
  });
}
