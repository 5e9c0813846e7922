import { holm } from '../../numerics/holm.ts';
import { normalCdf } from '../../numerics/normal.ts';
import type { LearningSet, Prediction } from '../../types.ts';
import { latestRows } from './latest-rows.ts';

/** A level of a category on which P(churn) misses what happened by more than chance allows. */
export interface MissedSegment {
  readonly column: string;
  readonly level: string;
  readonly rows: number;
  /** Mean P(churn), and the share that left. */
  readonly predicted: number;
  readonly realised: number;
}

/** How P(churn) holds within the segments that people filter lists by. */
export interface SegmentCalibration {
  /** Levels with enough rows to tell. */
  readonly judged: number;
  readonly missed: readonly MissedSegment[];
}

/** Fewer rows, or expected leavers or stayers, can tell nothing. */
const leastRows = 100;
const leastExpected = 10;
/** A miss smaller than this matters to nobody, however sure. */
const leastGap = 0.02;
/** Chance of naming any segment where all are calibrated. */
const familyError = 0.05;

interface Level extends MissedSegment {
  readonly p: number;
}

/**
 * Compares the sum of chances with the number of leavers in each level of each category, on the latest date with known
 * outcomes: z = Σ(outcome − p) ÷ √Σp(1 − p) (Spiegelhalter 1986, for a group), the p-values adjusted by Holm.
 */
export function segmentCalibration(later: LearningSet, { churn }: Prediction): SegmentCalibration {
  const rows = latestRows(later.churned, later.asOf);
  const levels = later.table.columns.flatMap((column) => {
    if (column.kind !== 'category') return [];
    return column.levels.flatMap((level, code) => {
      const inside = rows.filter((row) => column.codes[row] === code);
      return levelOf({ column: column.name, level }, inside, churn, later.churned);
    });
  });
  const adjusted = holm(levels.map(({ p }) => p));
  const missed = levels.filter(
    ({ predicted, realised }, i) => adjusted[i] <= familyError && Math.abs(predicted - realised) >= leastGap,
  );
  return { judged: levels.length, missed: missed.map(({ p: _, ...segment }) => segment) };
}

function levelOf(
  name: { readonly column: string; readonly level: string },
  rows: Int32Array,
  churn: Float64Array,
  churned: Float64Array,
): Level[] {
  let [expected, variance, left] = [0, 0, 0];
  for (const row of rows) {
    const chance = churn[row];
    expected += chance;
    variance += chance * (1 - chance);
    left += churned[row];
  }
  const n = rows.length;
  if (n < leastRows || expected < leastExpected || n - expected < leastExpected) return [];
  const z = Math.abs(left - expected) / Math.sqrt(variance);
  return [{ ...name, rows: n, predicted: expected / n, realised: left / n, p: 2 * normalCdf(-z) }];
}
