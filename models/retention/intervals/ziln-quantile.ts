import { normalCdf, normalDensity, normalQuantile } from '../../numerics/normal.ts';

/** One row's members: chance of any value, and mean and spread of its log. */
export interface ZilnMembers {
  readonly chance: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
}

/** Members agree closely: a handful of steps reaches this error of the probability. */
const tolerance = 1e-6;
const mostSteps = 40;

/** The `level` quantile of an equal mixture of zero-inflated log-normals; 0 where zero alone holds that much. */
export function zilnQuantile(members: ZilnMembers, level: number): number {
  const { chance } = members;
  const bought = chance.reduce((sum, p) => sum + p, 0) / chance.length;
  const within = (level - (1 - bought)) / bought;
  if (!(within > 0)) return 0;
  return Math.exp(logQuantile(members, Math.min(within, 1 - 1e-12), bought));
}

/** Newton's method on the log of value, kept between the lowest and the highest of the members' own quantiles. */
function logQuantile({ chance, mean, spread }: ZilnMembers, within: number, bought: number): number {
  const z = normalQuantile(within);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let x = 0;
  for (let m = 0; m < chance.length; m++) {
    const own = mean[m] + spread[m] * z;
    low = Math.min(low, own - 0.01 * spread[m]);
    high = Math.max(high, own + 0.01 * spread[m]);
    x += (chance[m] * own) / (bought * chance.length);
  }
  for (let step = 0; step < mostSteps; step++) {
    let excess = -within;
    let density = 0;
    for (let m = 0; m < chance.length; m++) {
      const share = chance[m] / (bought * chance.length);
      const distance = (x - mean[m]) / spread[m];
      excess += share * normalCdf(distance);
      density += (share * normalDensity(distance)) / spread[m];
    }
    if (Math.abs(excess) < tolerance) break;
    if (excess > 0) high = x;
    else low = x;
    const next = x - excess / density;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}
