import { normalReach } from '../numerics/normal.ts';
import type { Interval } from './interval.ts';

/** How many ended, and how many were last seen without an end, at each time; times rise. */
export interface EndedTimes {
  readonly times: readonly number[];
  readonly ended: readonly number[];
  readonly open: readonly number[];
}

/** Survival just after one time, and Greenwood's sum up to it. */
interface Step {
  readonly time: number;
  readonly survival: number;
  readonly greenwood: number;
}

/** Sums of logarithms may miss a half by their last bit. */
const equal = 1e-12;

/**
 * The time by which a share has ended, open ones counted as not yet (Kaplan and Meier 1958), with limits where the
 * log-log limits of survival cross it (Brookmeyer and Crowley 1982; Kalbfleisch and Prentice 2002). Infinite: longer than
 * was seen.
 * @param share 0.5 for the median
 */
export function timeQuantile(times: EndedTimes, share: number, level: number): Interval {
  const still = 1 - share;
  const steps = stepsOf(times);
  const first = (below: (step: Step) => boolean) => steps.find(below)?.time ?? Infinity;
  const z = normalReach(level);
  return {
    value: first(({ survival }) => survival <= still + equal),
    low: first((step) => limitOf(step, -z) <= still + equal),
    high: first((step) => limitOf(step, z) <= still + equal),
  };
}

/** Limit of survival on the scale of ln(−ln S): the lower one for a negative deviate. Where nobody is left there is no upper one. */
function limitOf({ survival, greenwood }: Step, z: number): number {
  if (survival <= 0) return z < 0 ? 0 : 1;
  return survival ** Math.exp((-z * Math.sqrt(greenwood)) / -Math.log(survival));
}

function stepsOf({ times, ended, open }: EndedTimes): Step[] {
  let atRisk = 0;
  for (let i = 0; i < times.length; i++) atRisk += ended[i] + open[i];
  const steps: Step[] = [];
  let [survival, greenwood] = [1, 0];
  for (let i = 0; i < times.length; i++) {
    if (ended[i] > 0) {
      survival *= 1 - ended[i] / atRisk;
      greenwood += ended[i] / (atRisk * (atRisk - ended[i]));
      steps.push({ time: times[i], survival, greenwood });
    }
    atRisk -= ended[i] + open[i];
  }
  return steps;
}

/**
 * Mean of the time until the end, at most `most` (Irwin 1949), with limits from Greenwood's variance (Klein and
 * Moeschberger 2003, section 4.5). Where nothing is seen for so long, survival stays as it was last.
 */
export function restrictedMean(times: EndedTimes, most: number, level: number): Interval {
  const steps = stepsOf(times).filter(({ time }) => time < most);
  const areas = steps.map(({ time, survival }, i) => ((steps[i + 1]?.time ?? most) - time) * survival);
  const value = (steps[0]?.time ?? most) + areas.reduce((sum, area) => sum + area, 0);
  let [variance, beyond] = [0, 0];
  for (let i = steps.length - 1; i >= 0; i--) {
    beyond += areas[i];
    const hazard = steps[i].greenwood - (steps[i - 1]?.greenwood ?? 0);
    if (Number.isFinite(hazard)) variance += beyond * beyond * hazard;
  }
  const reach = normalReach(level) * Math.sqrt(variance);
  return { value, low: Math.max(0, value - reach), high: Math.min(most, value + reach) };
}
