import { tweedieLoss } from '../losses/tweedie-loss.ts';
import type { ValueShape } from './blend-scores.ts';
import { fitWeights } from './fit-weights.ts';

/** A slope of 1 counts as much as what so many later customers say of another. */
const unitWorth = 1000;
/** Beyond these the slope would tell of a fault, not of a spread. */
const leastSlope = 0.5;
const mostSlope = 1.5;

/**
 * Learns by how much predicted values spread too far, from later rows. The shift keeps their total: how far that is
 * from the realised one is the level's business.
 * @param log blended log of expected value over its unit; @param worth realised value over its unit, zero or more
 */
export function fitShape(
  log: Float64Array,
  worth: Float64Array,
  rows: Int32Array,
  customers: number,
): ValueShape {
  if (!rows.some((i) => worth[i] > 0)) return { slope: 1, shift: 0 };
  const [fitted] = fitWeights({ columns: [log], target: worth, rows, loss: tweedieLoss }).weights;
  const drawn = 1 + ((fitted - 1) * customers) / (customers + unitWorth);
  const slope = Math.max(leastSlope, Math.min(mostSlope, drawn));
  return { slope, shift: logTotal(log, rows, 1) - logTotal(log, rows, slope) };
}

/** log Σ exp(slope · log), exact for any size. */
function logTotal(log: Float64Array, rows: Int32Array, slope: number): number {
  const largest = rows.reduce((most, i) => Math.max(most, slope * log[i]), Number.NEGATIVE_INFINITY);
  return largest + Math.log(rows.reduce((sum, i) => sum + Math.exp(slope * log[i] - largest), 0));
}
