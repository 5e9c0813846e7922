import type { CalibrationRows, Calibrator } from '../../learn/calibration/calibrator.ts';
import { plattAt } from '../../learn/calibration/fit-calibrator.ts';
import type { LearningSet } from '../../types.ts';
import { fitLevel } from '../intervals/level.ts';
import { chooseDates, type LevelChoice } from './choose-dates.ts';
import { chanceLevels, valueLevels } from './date-level.ts';
import { usualMisses } from './usual-misses.ts';
import { weighDates } from './weigh-dates.ts';

/** Which dates set the levels; null where no two dates tell of one. */
export interface Levels {
  readonly chance: LevelChoice | null;
  readonly value: LevelChoice | null;
}

/**
 * Days from the newest training date with a known outcome to the newest later one, whose windows share none; 0 where either is
 * missing.
 */
export function datesApart(train: LearningSet, later: LearningSet, task: 'churned' | 'value'): number {
  const newest = (set: LearningSet) =>
    set.asOf.reduce(
      (most, date, row) => (Number.isNaN(set[task][row]) ? most : Math.max(most, date)),
      Number.NEGATIVE_INFINITY,
    );
  const apart = newest(later) - newest(train);
  return Number.isFinite(apart) ? Math.max(0, apart) : 0;
}

/** The calibrator of a slope at the level of the dates that did best from one to the next. */
export function levelChance(
  slope: number,
  rows: CalibrationRows,
  asOf: Int32Array,
  apart: number,
): { readonly calibrator: Calibrator; readonly choice: LevelChoice | null } {
  const levels = chanceLevels(slope, rows, asOf);
  if (levels.length < 2) return { calibrator: plattAt(slope, rows), choice: null };
  const choice = chooseDates(levels, apart, usualMisses.chance);
  const known = Int32Array.from(asOf.keys()).filter((i) => rows.weight[i] > 0);
  const weights = weighDates(
    known.map((i) => asOf[i]),
    choice.rule,
    levels.at(-1)!.asOf,
  );
  const at = (values: Float64Array) => Float64Array.from(known, (i) => values[i]);
  const weighed = { logit: at(rows.logit), label: at(rows.label), weight: weights };
  return { calibrator: plattAt(slope, weighed), choice };
}

/** The level of value of the dates that did best from one to the next. */
export function levelValue(
  predicted: Float64Array,
  outcome: Float64Array,
  asOf: Int32Array,
  apart: number,
): { readonly level: number; readonly choice: LevelChoice | null } {
  const known = Int32Array.from(outcome.keys()).filter((i) => !Number.isNaN(outcome[i]));
  const levels = valueLevels(predicted, outcome, asOf);
  if (levels.length < 2) return { level: fitLevel(predicted, outcome, known), choice: null };
  const choice = chooseDates(levels, apart, usualMisses.value);
  const weights = weighDates(
    known.map((i) => asOf[i]),
    choice.rule,
    levels.at(-1)!.asOf,
  );
  return { level: fitLevel(predicted, outcome, known, weights), choice };
}
