import { type Blend, blendScores } from '../../learn/blend/blend-scores.ts';
import { type MemberName, presentIn } from '../../learn/blend/member.ts';
import type { CalibrationRows } from '../../learn/calibration/calibrator.ts';
import { fitCalibrator } from '../../learn/calibration/fit-calibrator.ts';
import type { HyperParameters } from '../../learn/network/hyper-parameters.ts';
import type { FitOptions, LearningSet, Outcomes } from '../../types.ts';
import { type Adjustment, hasBothClasses } from '../adjustment.ts';
import { joinRows } from '../join-rows.ts';
import { datesApart, type Levels, levelChance, levelValue } from '../levels/level-refit.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import { type EarlierFit, type FittedMembers, fitMembers, treesOf } from './fit-members.ts';
import { goingOn, networkRulesFor } from './network-rules.ts';
import { scoreMembers } from './score-members.ts';
import { scoredBy } from './stand-in.ts';
import type { TreesAhead } from './trees-ahead.ts';
import { widenFit } from './widen-fit.ts';

/** What the first fit taught and the second keeps. */
export interface FirstFit {
  readonly fitted: FittedMembers;
  readonly blend: Blend;
  /** What scores in the blend's place. It is not fitted again. */
  readonly standIn: StandIn;
  readonly adjustment: Adjustment;
  /** The later rows as the first fit scored them. */
  readonly later: CalibrationRows;
}

export interface Refitted {
  readonly fitted: FittedMembers;
  readonly adjustment: Adjustment;
  /** Members that a second fit left as the first had made them; null where there was none. */
  readonly left: readonly MemberName[] | null;
  /** Which dates set the levels of chance and value; null where the later rows did. */
  readonly levels: Levels | null;
}

/** A member with less weight is not fitted again: what the newest rows would change of it nobody would see. */
const negligible = 0.05;
/** As many rows settle an intercept and a level. */
const mostRows = 20_000;

/** A second fit that has begun: its rows, what it starts from, and its trees on their way. */
export interface RefitBegun {
  readonly rows: LearningSet;
  readonly earlier: EarlierFit;
  readonly trees: TreesAhead;
}

/** Begins a second fit by its trees, which grow on the second thread while this one does something else. */
export function beginRefit(
  { fitted, blend }: Pick<FirstFit, 'fitted' | 'blend'>,
  { train, later }: Dates,
  options: FitOptions,
): RefitBegun {
  const rows = joinRows(train, later);
  const earlier = { fitted: widenFit(fitted, rows.table), used: usedBy(blend, options) };
  return { rows, earlier, trees: treesOf(rows, options, earlier) };
}

/** Rows of earlier dates and of later ones. */
interface Dates {
  readonly train: LearningSet;
  readonly later: LearningSet;
}

/**
 * Fits the members once more, on training and later rows together, so that what is published has learned from the newest
 * date as well. The blend, the intervals and the slope of calibration stay as the later rows taught them when nothing had
 * seen them. The intercept and the level of value are those of all dates, of the newest, or of half of each, as did best from
 * date to date (levels/choose-dates.ts): what one date had of its own, a season say, the next need not have.
 *
 * It starts from the first fit: from its weights, its trees and its penalties, with further bins where the newest rows lie beyond all that the
 * first knew (widen-fit.ts). Members that have hardly a part in the scores are left as they were.
 */
export async function refit(
  first: FirstFit,
  { train, later, begun }: Dates & { readonly begun: RefitBegun },
  options: FitOptions,
  override: Partial<HyperParameters>,
): Promise<Refitted> {
  const { rows, earlier, trees } = begun;
  const { hyper } = first.fitted.trained;
  const { batch, epochs } = { ...networkRulesFor(rows.table.rowCount), ...override };
  const again = { options, hyper: goingOn({ ...hyper, batch, epochs }), earlier, trees };
  const fitted = await fitMembers(rows, later.table, again);
  options.onProgress?.(1, `refitted, on all ${rows.table.rowCount} rows`);
  const { valueUnit } = fitted.trained;
  const some = evenly(rows.table.rowCount, mostRows);
  const blended = blendScores(
    scoreMembers(fitted.members, valueUnit, rows.table, some),
    first.blend,
    valueUnit,
  );
  const scores = scoredBy(first.standIn, rows.table, blended, some);
  const outcomes = outcomesAt(rows, some);
  const asOf = some.map((row) => rows.asOf[row]);
  const chance = levelChance(
    slopeOf(first),
    { logit: scores.logit, ...labelled(outcomes.churned) },
    asOf,
    datesApart(train, later, 'churned'),
  );
  const value = levelValue(scores.value, outcomes.value, asOf, datesApart(train, later, 'value'));
  return {
    fitted,
    adjustment: { ...first.adjustment, calibrator: chance.calibrator, level: value.level },
    left: presentIn(first.blend.churn).filter((name) => !earlier.used.has(name)),
    levels: { chance: chance.choice, value: value.choice },
  };
}

/** Members with a part in either score that anybody would see. */
function usedBy({ churn, value }: Blend, { churnOnly }: FitOptions): Set<MemberName> {
  const weightOf = (name: MemberName) => Math.max(churn[name]!, churnOnly ? 0 : value[name]!);
  return new Set(presentIn(churn).filter((name) => weightOf(name) > negligible));
}

/** How far scores spread is a trait of the members; where they stand on the whole follows from the rows they saw. */
function slopeOf({ adjustment, later }: FirstFit): number {
  if (adjustment.calibrator.method === 'none' || !hasBothClasses(later)) return 1;
  const platt = fitCalibrator('platt', later);
  return platt.method === 'platt' ? platt.slope : 1;
}

function labelled(churned: Float64Array): Pick<CalibrationRows, 'label' | 'weight'> {
  return {
    label: churned.map((y) => (y === 1 ? 1 : 0)),
    weight: churned.map((y) => (Number.isNaN(y) ? 0 : 1)),
  };
}

const outcomesAt = ({ churned, value }: Outcomes, rows: Int32Array): Outcomes => ({
  churned: Float64Array.from(rows, (row) => churned[row]),
  value: Float64Array.from(rows, (row) => value[row]),
});

/** Every row, or every nth where they are many: all dates in their shares. */
function evenly(rowCount: number, most: number): Int32Array {
  const step = Math.max(1, Math.ceil(rowCount / most));
  return Int32Array.from({ length: Math.ceil(rowCount / step) }, (_, i) => i * step);
}
