import { along, dot, type Point, pointOf, type SmoothFunction } from './evaluation.ts';

/** The value must fall by this share of what the first slope promises. */
const enoughFall = 1e-4;
/** The slope must shrink to this share of the first. */
const enoughFlat = 0.9;
/** Rises below this share of the value are rounding: near the minimum the slopes alone decide. */
const rounding = 1e-13;
const mostTrials = 40;
/** A trial stays this share of the bracket away from its ends. */
const margin = 0.1;

/** A point on the line, with the slope along it. */
interface Trial extends Point {
  readonly step: number;
  readonly slope: number;
}

/**
 * A point along the direction that meets the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6);
 * values that are not finite count as too high.
 * @returns null where no step brings a fall that can be told from rounding
 */
export function lineSearch(
  f: SmoothFunction,
  from: Point,
  direction: Float64Array,
  firstStep: number,
): Point | null {
  const start: Trial = { ...from, step: 0, slope: dot(from.gradient, direction) };
  const trialAt = (step: number): Trial => {
    const point = pointOf(f, along(from.at, direction, step));
    return { ...point, step, slope: dot(point.gradient, direction) };
  };
  let low = start;
  let high: Trial | null = null;
  let step = firstStep;
  for (let i = 0; i < mostTrials; i++) {
    const trial = trialAt(step);
    if (tooHigh(trial, start) || (low.step > 0 && trial.value > low.value)) high = trial;
    else if (Math.abs(trial.slope) <= -enoughFlat * start.slope) return trial;
    else {
      if (high === null ? trial.slope >= 0 : trial.slope * (high.step - low.step) >= 0) high = low;
      low = trial;
    }
    step = high === null ? 2.5 * low.step : between(low, high);
    if (high !== null && Math.abs(high.step - low.step) < 1e-14 * Math.max(high.step, low.step)) break;
  }
  return low.step > 0 ? low : null;
}

function tooHigh(trial: Trial, start: Trial): boolean {
  const slack = rounding * Math.abs(start.value);
  const enough = trial.value <= start.value + enoughFall * trial.step * start.slope + slack;
  return !(enough && Number.isFinite(trial.slope));
}

/** The minimum of the cubic through both ends, or the middle where that leaves the bracket or cannot be computed. */
function between(low: Trial, high: Trial): number {
  const width = high.step - low.step;
  const d1 = low.slope + high.slope - (3 * (high.value - low.value)) / width;
  const d2 = Math.sign(width) * Math.sqrt(d1 * d1 - low.slope * high.slope);
  const share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
  return low.step + width * (share >= margin && share <= 1 - margin ? share : 0.5);
}
