import { inverseOf } from './cholesky.ts';
import { dot, type Evaluation, type SmoothFunction } from './evaluation.ts';
import { type Minimum, minimise } from './minimise.ts';
import { secondDerivatives } from './second-derivatives.ts';

/** A likelihood to be maximised over positive parameters. */
export interface LikelihoodProblem<Name extends string> {
  readonly names: readonly Name[];
  /** Independent observations: the likelihood below is a mean over them. */
  readonly observations: number;
  /** Mean log-likelihood of an observation and its slope by `logs`, where each parameter is floor + e^log (see `real`). */
  readonly logLikelihood: SmoothFunction;
  /** The same on a part of the observations, to come near to the maximum cheaply. */
  readonly rough?: SmoothFunction;
  /** Values of all parameters to start from; the first, from moments, is also the centre of fence and prior. */
  readonly starts: readonly (readonly number[])[];
  /** Least values of the parameters, where they are not 0. */
  readonly floors?: readonly number[];
  /** Those that may be any number: they stand for themselves in place of their logs. */
  readonly real?: readonly Name[];
}

export interface FitOptions {
  /**
   * Keeps parameters near what moments suggest where the data say little: the spread, on the log scale, of a normal prior
   * about them. 2 leaves a factor of 50 either way. None by default: the maximum likelihood.
   */
  readonly priorSpread?: number;
}

/** A fitted model, as plain JSON. */
export interface Fit<Name extends string> {
  readonly parameters: Readonly<Record<Name, number>>;
  /** Null for a parameter that the data do not determine. */
  readonly standardErrors: Readonly<Record<Name, number | null>>;
  /** Of all observations, natural logarithm, without the prior. */
  readonly logLikelihood: number;
  readonly observations: number;
  readonly converged: boolean;
  /** Of the search that found the maximum. */
  readonly iterations: number;
  /** Parameters for which the data ask for no finite value above 0, or any of a wide range. */
  readonly undetermined: readonly Name[];
  /** Covariance of the logs of the parameters (above their floors), null where any is undetermined. */
  readonly logCovariance: readonly (readonly number[])[] | null;
}

/** Parameters stay within e^9 of the first start: beyond it a likelihood that still rises is flat. */
const fence = 9;
/** Log-likelihood per observation that a step of 1 beyond the fence costs. */
const fenceCost = 1;
/** A parameter known to a factor of e^3 only, or worse, is not known. */
const widestError = 3;
const newtonSteps = 3;

/** Maximum likelihood, or with a prior its mode, from the best of the starts by L-BFGS. */
export function maximiseLikelihood<Name extends string>(
  problem: LikelihoodProblem<Name>,
  options: FitOptions = {},
): Fit<Name> {
  const { names, observations, logLikelihood, rough, starts } = problem;
  const scales = scalesOf(problem);
  const logsOf = (values: readonly number[]) => Float64Array.from(values, (v, i) => scales[i].search(v));
  const centre = logsOf(starts[0]);
  const precision = options.priorSpread ? 1 / (options.priorSpread ** 2 * observations) : 0;
  const cost =
    (of: SmoothFunction): SmoothFunction =>
    (logs) =>
      penalised(of(logs), logs, centre, precision);
  const found = starts.map((start) => minimise(cost(rough ?? logLikelihood), logsOf(start)));
  const best = soundOf(found).reduce((a, b) => (b.value < a.value ? b : a));
  const exact = cost(logLikelihood);
  const minimum = rough ? minimise(exact, best.at) : best;
  const inverse = inverseOf(secondDerivatives(exact, minimum.at));
  const at = inverse === null ? minimum.at : polished(exact, minimum, inverse);
  const covariance = inverse?.map((row) => row.map((value) => value / observations)) ?? null;
  return fitOf(names, scales, { ...minimum, at }, covariance, {
    logLikelihood: observations * logLikelihood(at).value,
    observations,
    atFence: (i) => Math.abs(at[i] - centre[i]) >= fence,
  });
}

/** Searches that came to an end: one that ran off to where digits cancel may claim any likelihood. All, where none did. */
function soundOf(found: readonly Minimum[]): readonly Minimum[] {
  const ended = found.filter(({ converged }) => converged);
  return ended.length > 0 ? ended : found;
}

/** How a parameter and what is searched for belong together. */
interface Scale {
  readonly search: (value: number) => number;
  readonly value: (searched: number) => number;
  /** Slope of the value by what is searched for. */
  readonly slope: (searched: number) => number;
}

function scalesOf<Name extends string>({ names, floors, real }: LikelihoodProblem<Name>): Scale[] {
  const itself = (x: number) => x;
  return names.map((name, i) => {
    if (real?.includes(name)) return { search: itself, value: itself, slope: () => 1 };
    const floor = floors?.[i] ?? 0;
    return { search: (v) => Math.log(v - floor), value: (u) => floor + Math.exp(u), slope: Math.exp };
  });
}

/** Newton's steps to the last digits, where values no longer tell points apart but slopes do. */
function polished(f: SmoothFunction, { at, gradient }: Minimum, inverse: number[][]): Float64Array {
  let here = { at, gradient };
  for (let step = 0; step < newtonSteps; step++) {
    const next = here.at.map((value, i) => value - dot(Float64Array.from(inverse[i]), here.gradient));
    const there = { at: next, gradient: f(next).gradient };
    if (!(dot(there.gradient, there.gradient) < dot(here.gradient, here.gradient))) break;
    here = there;
  }
  return here.at;
}

interface Found {
  readonly logLikelihood: number;
  readonly observations: number;
  readonly atFence: (i: number) => boolean;
}

function fitOf<Name extends string>(
  names: readonly Name[],
  scales: readonly Scale[],
  minimum: Minimum,
  covariance: number[][] | null,
  { logLikelihood, observations, atFence }: Found,
): Fit<Name> {
  const error = (i: number) => (covariance === null ? Infinity : Math.sqrt(covariance[i][i]));
  const unknown = names.map((_, i) => atFence(i) || !(error(i) < widestError));
  const record = <Value>(of: (i: number) => Value) =>
    Object.fromEntries(names.map((name, i) => [name, of(i)])) as Record<Name, Value>;
  return {
    parameters: record((i) => scales[i].value(minimum.at[i])),
    standardErrors: record((i) => (unknown[i] ? null : scales[i].slope(minimum.at[i]) * error(i))),
    logLikelihood,
    observations,
    converged: minimum.converged,
    iterations: minimum.iterations,
    undetermined: names.filter((_, i) => unknown[i]),
    logCovariance: unknown.some(Boolean) ? null : covariance,
  };
}

/** Minus the log-likelihood, with the prior and the fence. */
function penalised(
  { value, gradient }: Evaluation,
  logs: Float64Array,
  centre: Float64Array,
  precision: number,
) {
  let cost = -value;
  const slope = gradient.map((g, i) => {
    const off = logs[i] - centre[i];
    const beyond = Math.sign(off) * Math.max(0, Math.abs(off) - fence);
    cost += 0.5 * precision * off * off + fenceCost * beyond * beyond;
    return -g + precision * off + 2 * fenceCost * beyond;
  });
  return { value: cost, gradient: slope };
}
