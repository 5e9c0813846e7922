import { logitOf, sigmoid } from '../../numerics/logit.ts';
import { normalQuantile } from '../../numerics/normal.ts';
import type { Measured } from '../metrics/cluster-bootstrap.ts';
import type { ChurnQuality } from './churn-quality.ts';
import type { DateVariation } from './date-variation.ts';
import type { ValueQuality } from './value-quality.ts';

/** Standard normal quantile of 0.975. */
const z975 = normalQuantile(0.975);

/** A scale on which a figure varies evenly; what it cannot reach lies infinitely far. */
interface Scale {
  readonly to: (figure: number) => number;
  readonly from: (on: number) => number;
}

const shares: Scale = { to: (share) => logitOf(Math.min(1, Math.max(0, share))), from: sigmoid };
const correlations: Scale = { to: (r) => shares.to((1 + r) / 2), from: (on) => 2 * sigmoid(on) - 1 };
const ratios: Scale = { to: (ratio) => Math.log(Math.max(0, ratio)), from: Math.exp };

/**
 * An interval by customers alone made one for the next window of as many: its own customers are drawn again, and dates differ.
 * At an end of the scale, such as a share of 0, every distance on it is infinite: there the ends are moved away first.
 * @param spread standard deviation between two dates, on the scale
 */
export function forNextWindow({ value, low, high }: Measured, { to, from }: Scale, spread: number): Measured {
  if (![value, low, high].every(Number.isFinite)) return { value, low, high };
  const centre = to(value);
  const anew = (end: number) => Math.SQRT2 * (to(end) - centre);
  const moved = (end: number) => to(value + Math.SQRT2 * (end - value));
  const [down, up] = Number.isFinite(centre)
    ? [centre - Math.hypot(anew(low), z975 * spread), centre + Math.hypot(anew(high), z975 * spread)]
    : [moved(low) - z975 * spread, moved(high) + z975 * spread];
  return { value, low: Math.min(value, from(down)), high: Math.max(value, from(up)) };
}

type ChurnFigures = Pick<ChurnQuality, 'auc' | 'logLoss' | 'topDecileLift' | 'gainAtList'>;

const churnFigures = <Figures extends ChurnFigures>(
  of: Figures,
  { ranking, rate }: DateVariation,
): Figures => ({
  ...of,
  auc: forNextWindow(of.auc, shares, ranking),
  logLoss: forNextWindow(of.logLoss, ratios, rate),
  topDecileLift: forNextWindow(of.topDecileLift, ratios, ranking),
  gainAtList: forNextWindow(of.gainAtList, shares, ranking),
});

/** The model's and the rules' figures with intervals for the next window; differences stay by customer, on the same dates. */
export function churnNextWindow(churn: ChurnQuality, between: DateVariation): ChurnQuality {
  const { ranking, rate } = between;
  return {
    ...churnFigures(churn, between),
    averagePrecision: forNextWindow(churn.averagePrecision, shares, ranking),
    liftAtList: forNextWindow(churn.liftAtList, ratios, ranking),
    brier: forNextWindow(churn.brier, ratios, rate),
    rules: churn.rules.map((rule) => churnFigures(rule, between)),
  };
}

type ValueFigures = Pick<ValueQuality, 'normalisedGini' | 'spearman' | 'decileError'>;

const valueFigures = <Figures extends ValueFigures>(
  of: Figures,
  { ranking, level }: DateVariation,
): Figures => ({
  ...of,
  normalisedGini: forNextWindow(of.normalisedGini, correlations, ranking),
  spearman: forNextWindow(of.spearman, correlations, ranking),
  decileError: forNextWindow(of.decileError, additive, level),
});

/** A total that is off by a tenth moves an error of the mean by up to a tenth. */
const additive: Scale = { to: (error) => error, from: (on) => Math.max(0, on) };

/**
 * As `churnNextWindow`.
 * @param moved by how much the share inside the intervals moves with the level of value, as logit (`coverageMoves`)
 */
export const valueNextWindow = (
  value: ValueQuality,
  between: DateVariation,
  moved: number,
): ValueQuality => ({
  ...valueFigures(value, between),
  totalRatio: forNextWindow(value.totalRatio, ratios, between.level),
  coverage80: forNextWindow(value.coverage80, shares, moved),
  rules: value.rules.map((rule) => valueFigures(rule, between)),
});
