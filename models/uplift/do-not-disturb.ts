import type { HeldOutGains } from './cross-fit.ts';
import { type Interval, intervalOf } from './fold-means.ts';
import { folds } from './folds.ts';
import { type Mean, meanOf, zOf } from './ranked-effect.ts';
import type { Pair } from './trial.ts';

/** Customers whom contact drives away, as far as the trial can tell. */
export type DoNotDisturb =
  | {
      readonly kind: 'named';
      /** The share of customers with the lowest gains that is named. */
      readonly share: number;
      /** Customers with this gain or less. */
      readonly gainUpTo: number;
      /** What contact did to them. */
      readonly effect: Interval;
    }
  | { readonly kind: 'nobody' }
  /** Too few customers were drawn to find such a group even where there is one. */
  | { readonly kind: 'too few' };

const shares = [0.05, 0.1, 0.2] as const;
const needed = -1.96;
/** With fewer the rule finds a twentieth that is harmed in one trial of three at most. */
const enough = { customers: 5000, inArm: 2000 };

/**
 * Never by τ < 0, which names customers where nobody is harmed: the lowest 5% by gain must have a mean effect below 0, and then
 * 10% and 20%. The order is fixed, so that the chance of an error stays that of the first test.
 * @param open whether the gate is; with it closed the gains order nobody
 */
export function doNotDisturb(draws: readonly HeldOutGains[], pair: Pair, open: boolean): DoNotDisturb {
  let named: DoNotDisturb | null = null;
  for (const share of open ? shares : []) {
    const effect = lowestEffect(draws, pair.rows, share);
    if (!(zOf(effect) < needed)) break;
    named = {
      kind: 'named',
      share,
      gainUpTo: lowestGain(draws, pair.rows, share),
      effect: intervalOf(effect, 1),
    };
  }
  return named ?? { kind: isEnough(pair) ? 'nobody' : 'too few' };
}

function isEnough({ rows, treated }: Pair): boolean {
  const contacted = rows.reduce((sum, i) => sum + treated[i], 0);
  return rows.length >= enough.customers && Math.min(contacted, rows.length - contacted) >= enough.inArm;
}

/** Mean effect on those with the lowest gains of their fold; over the draws the mean of value and standard error. */
function lowestEffect(draws: readonly HeldOutGains[], rows: Int32Array, share: number): Mean {
  const means = draws.map(({ fold, gain, effects }) =>
    meanOf(Float64Array.from(lowestRows(rows, fold, gain, share), (i) => effects[i])),
  );
  const mean = (of: (mean: Mean) => number) => means.reduce((sum, own) => sum + of(own), 0) / means.length;
  return { value: mean(({ value }) => value), standardError: mean(({ standardError }) => standardError) };
}

function lowestRows(rows: Int32Array, fold: Uint8Array, gain: Float64Array, share: number): number[] {
  return Array.from({ length: folds }, (_, k) => {
    const own = rows.filter((i) => fold[i] === k).sort((a, b) => gain[a] - gain[b] || a - b);
    return [...own.subarray(0, Math.round(share * own.length))];
  }).flat();
}

/** The gain at that share of the customers, by the mean of their held-out gains. */
function lowestGain(draws: readonly HeldOutGains[], rows: Int32Array, share: number): number {
  const means = Float64Array.from(
    rows,
    (i) => draws.reduce((sum, { gain }) => sum + gain[i], 0) / draws.length,
  ).sort();
  return means[Math.max(0, Math.round(share * means.length) - 1)];
}
