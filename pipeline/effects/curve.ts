import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { adjustedDifference, combined, type Moments, meanDifference } from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import { type Reading, safeReach } from './estimates.ts';
import { momentsOfFigures } from './linear-moments.ts';
import { costsKnown } from './money.ts';
import { type DaySums, sumsAt } from './read-days.ts';
import { type ArmSums, covariates } from './read-sums.ts';

/** Days that a curve is drawn at, at most. */
const mostPoints = 120;

/** Days of a curve, the last of the window among them. */
export function curveDays(days: number, most = mostPoints): number[] {
  const step = Math.ceil(days / most);
  return Array.from({ length: Math.ceil(days / step) }, (_, i) => days - i * step).reverse();
}

/**
 * The incremental margin so far, day by day, of the same customers. The clock of its band is the variance: what has come in
 * over what will have at the end.
 */
export function curveOf(
  data: CampaignData,
  reading: Reading,
  days: readonly number[],
): EffectReport['curves'] {
  const points = days.map((day) => pointAt(data, reading, day));
  const end = points.at(-1)?.standardError ?? 0;
  return points.map(({ standardError, netError, margin, net, ...point }) => {
    const clock = end === 0 ? 0 : reading.information * (standardError / end) ** 2;
    const reach = clock === 0 || !reading.holds ? null : safeReach({ ...reading, information: clock });
    const known = net !== null;
    return {
      ...point,
      margin,
      low: reach === null ? null : margin - reach * standardError,
      high: reach === null ? null : margin + reach * standardError,
      net,
      netLow: reach === null || !known ? null : net - reach * netError,
      netHigh: reach === null || !known ? null : net + reach * netError,
    };
  });
}

function pointAt(data: CampaignData, { level }: Reading, day: number) {
  const { arms, days, window } = data;
  const contact = momentsAt(arms.contact, sumsAt(days.contact, day));
  const control = momentsAt(arms.control, sumsAt(days.control, day));
  const known = [0, ...covariates.map((_, i) => i + 1)];
  const effect = adjustedDifference(first(contact, known.length), first(control, known.length), level);
  const weights = [1, ...effect.slopes.map((slope) => -slope), -1];
  const net = meanDifference(combined(contact, weights), combined(control, weights), level);
  return {
    day,
    margin: effect.value,
    standardError: effect.standardError,
    net: costsKnown(data) ? net.value - window.campaign.fixedCost / arms.contact.n : null,
    netError: net.standardError,
    contact: contact.mean[0]!,
    control: control.mean[0]!,
  };
}

/** Moments of the margin so far, the covariates and the cost. */
function momentsAt({ n, moments }: ArmSums, { margin, square, products }: DaySums): Moments {
  const fixed = momentsOfFigures(
    moments,
    [...covariates, 'cost' as const].map((name) => ({ [name]: 1 })),
  );
  const mean = margin / n;
  const along = products.map((product, i) => product - margin * fixed.mean[i]!);
  return {
    n,
    mean: [mean, ...fixed.mean],
    scatter: [
      [Math.max(0, square - margin * mean), ...along],
      ...fixed.scatter.map((row, i) => [along[i]!, ...row]),
    ],
  };
}

const first = ({ n, mean, scatter }: Moments, count: number): Moments => ({
  n,
  mean: mean.slice(0, count),
  scatter: scatter.slice(0, count).map((row) => row.slice(0, count)),
});
