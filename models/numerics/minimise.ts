import { dot, type Point, pointOf, type SmoothFunction } from './evaluation.ts';
import { lineSearch } from './line-search.ts';

export interface MinimiseOptions {
  /** Done when no entry of the gradient is larger. */
  readonly tolerance?: number;
  readonly mostIterations?: number;
}

export interface Minimum extends Point {
  readonly iterations: number;
  /** Whether the gradient has come down to the tolerance, or as near to it as rounding allows. */
  readonly converged: boolean;
}

/** A step and the change of slope along it. */
interface Move {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

const remembered = 8;
/** Where rounding stops the line search, a gradient this small still counts as flat. */
const flatEnough = 1e-6;
/** After so many steps that made neither the value smaller than it had been nor the slope by this share, none will. */
const mostIdle = 5;
const flatter = 0.9;

/** L-BFGS (Liu and Nocedal 1989) from `start`, with a line search under the strong Wolfe conditions. */
export function minimise(
  f: SmoothFunction,
  start: ArrayLike<number>,
  options: MinimiseOptions = {},
): Minimum {
  const { tolerance = 1e-7, mostIterations = 300 } = options;
  const moves: Move[] = [];
  let here = pointOf(f, Float64Array.from(start));
  let iterations = 0;
  let idle = 0;
  let [lowest, flattest] = [here.value, steepest(here)];
  while (iterations < mostIterations && idle < mostIdle && steepest(here) > tolerance) {
    const direction = descent(moves, here.gradient);
    const firstStep = moves.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(direction, direction)));
    const next = lineSearch(f, here, direction, firstStep);
    iterations++;
    if (next !== null) {
      remember(moves, here, next);
      here = next;
      const slope = steepest(here);
      if (here.value < lowest || slope < flatter * flattest) {
        [lowest, flattest] = [Math.min(lowest, here.value), Math.min(flattest, slope)];
        idle = 0;
      } else idle++;
    } else if (moves.length > 0) moves.length = 0;
    else break;
  }
  const reached =
    steepest(here) <= tolerance || (iterations < mostIterations && steepest(here) <= flatEnough);
  return { ...here, iterations, converged: reached };
}

const steepest = ({ gradient }: Point): number =>
  gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);

function remember(moves: Move[], before: Point, after: Point): void {
  const step = after.at.map((value, i) => value - before.at[i]);
  const change = after.gradient.map((value, i) => value - before.gradient[i]);
  const curvature = dot(step, change);
  if (!(curvature > 1e-300)) return;
  moves.push({ step, change, inverse: 1 / curvature });
  if (moves.length > remembered) moves.shift();
}

/** The two loops: minus the approximate inverse Hessian times the gradient; the steepest descent where that is no descent. */
function descent(moves: Move[], gradient: Float64Array): Float64Array {
  const direction = gradient.map((g) => -g);
  const shares: number[] = [];
  for (const { step, change, inverse } of moves.toReversed()) {
    const share = inverse * dot(step, direction);
    shares.unshift(share);
    add(direction, change, -share);
  }
  const last = moves.at(-1);
  const scale = last ? 1 / (last.inverse * dot(last.change, last.change)) : 1;
  for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  moves.forEach(({ step, change, inverse }, i) => {
    add(direction, step, shares[i] - inverse * dot(change, direction));
  });
  if (dot(direction, gradient) < 0) return direction;
  moves.length = 0;
  return gradient.map((g) => -g);
}

function add(target: Float64Array, values: Float64Array, times: number): void {
  for (let i = 0; i < target.length; i++) target[i] += times * values[i];
}
