import { compareArms, newcombe } from '../../models/effects.ts';
import { randomStream } from '../../models/numerics.ts';
import { type Sizes, simulate, trueCost, trueEffect, usualMean } from './simulated-arms.ts';

const level = 0.95;
const stays = { treated: 0.76, control: 0.7 };

export interface Coverage {
  /** Shares of intervals that hold the truth. */
  readonly plain: number;
  readonly cuped: number;
  readonly alwaysValid: number;
  readonly fieller: number;
  readonly newcombe: number;
  /** Squared error with CUPED over that without, all campaigns together, and 1 − ρ² of the figure with the earlier one. */
  readonly cut: number;
  readonly expectedCut: number;
}

/** How often the plain interval holds the truth where contact makes every customer bring `times` as much. */
export function coverageOfRich(sizes: Sizes, times: number, seeds: number): number {
  let held = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { treated, control } = simulate(sizes, seed, times - 1);
    const { plain } = compareArms(treated, control, level);
    held += holds([plain.low, plain.high], (times - 1) * usualMean);
  }
  return held / seeds;
}

/** How often each interval of a randomised comparison holds the truth. */
export function coverageOf(sizes: Sizes, seeds: number): Coverage {
  const sum = { plain: 0, cuped: 0, alwaysValid: 0, fieller: 0, newcombe: 0 };
  const errors = { plain: 0, cuped: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const { treated, control } = simulate(sizes, seed);
    const { plain, adjusted, alwaysValid, perCost } = compareArms(treated, control, level);
    sum.plain += holds([plain.low, plain.high], trueEffect);
    sum.cuped += holds([adjusted!.low, adjusted!.high], trueEffect);
    sum.alwaysValid += holds(alwaysValid, trueEffect);
    sum.fieller += holds(perCost!.interval, trueEffect / trueCost);
    sum.newcombe += sharesHold(sizes, seed);
    errors.plain += (plain.value - trueEffect) ** 2;
    errors.cuped += (adjusted!.value - trueEffect) ** 2;
  }
  const of = (total: number) => total / seeds;
  return {
    plain: of(sum.plain),
    cuped: of(sum.cuped),
    alwaysValid: of(sum.alwaysValid),
    fieller: of(sum.fieller),
    newcombe: of(sum.newcombe),
    cut: errors.cuped / errors.plain,
    expectedCut: unexplained(),
  };
}

/** A sample of skewed money says too much of its correlation: this many customers hardly do. */
const many = 1_000_000;

/** 1 − ρ² of what customers bring with what they brought before. */
function unexplained(): number {
  const { control } = simulate({ treated: 0, control: many }, 0);
  return 1 - correlation(control.outcome, control.before[0]!) ** 2;
}

/** An interval that is not there holds every ratio. */
const holds = (interval: readonly [number, number] | null, truth: number): number =>
  Number(interval === null || (interval[0] <= truth && truth <= interval[1]));

function sharesHold({ treated, control }: Sizes, seed: number): number {
  const stream = randomStream(seed, 'who stays');
  const counted = (n: number, share: number) => {
    let kept = 0;
    for (let i = 0; i < n; i++) kept += Number(stream.uniform() < share);
    return { kept, n };
  };
  const { low, high } = newcombe(counted(treated, stays.treated), counted(control, stays.control), level);
  return holds([low, high], stays.treated - stays.control);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [p, q] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - p) * (b[i]! - q);
    aa += (value - p) ** 2;
    bb += (b[i]! - q) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}
