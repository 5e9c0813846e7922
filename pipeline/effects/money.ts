import type { EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { addDays } from '../../contracts/business-day.ts';
import { combined, meanDifference, ratioAt, shareOfOne } from '../../models/effects.ts';
import { normalReach } from '../../models/numerics.ts';
import { adjustedEffect, lessSlopes, plainEffect, twoDifferences } from './adjusted.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading, safeReach, stretched } from './estimates.ts';
import { momentsOfFigures } from './linear-moments.ts';
import type { BothArms } from './read-sums.ts';

type Money = NonNullable<EffectReport['money']>;
type Curve = EffectReport['curves'];

/** Most contacts whose cost may be missing before costs count as unknown. */
export const mostUncosted = 0.01;

/** Whether a campaign's costs are known well enough to be held against its gains. */
export function costsKnown({ counts: { contact }, costs }: CampaignData): boolean {
  const of = costs.from === 'touches' ? contact.contacts : contact.compared;
  return of > 0 && contact.uncosted <= mostUncosted * of;
}

/** The money of a randomised campaign: what it brought and cost, as drawn. */
export function moneyOf(data: CampaignData, reading: Reading, curves: Curve): Money {
  const { arms, costs, window } = data;
  const { level } = reading;
  const adjusted = adjustedEffect(arms, { capped: 1 }, level);
  const headline = estimated(adjusted, 'cuped', reading);
  const customers = arms.contact.n;
  const { fixedCost } = window.campaign;
  const spent = spentOn(arms, adjusted.slopes, reading);
  const known = costsKnown(data);
  return {
    headline,
    unadjusted: estimated(plainEffect(arms, { capped: 1 }, level), 'averaged-t', reading),
    uncapped: estimated(adjustedEffect(arms, { earned: 1 }, level), 'cuped', reading),
    withoutLargest: withoutLargest(data, level),
    customers,
    margin: stretched(headline, { times: customers }),
    cost: known
      ? {
          from: costs.from,
          perCustomer: spent.perCustomer,
          fixed: fixedCost,
          total: spent.perCustomer * customers + fixedCost,
          lines: [...costs.lines, ...alsoSpent(spent.heldOut, customers)],
        }
      : null,
    net: known ? stretched(spent.net, { times: customers, less: fixedCost }) : null,
    roi: known ? roiOf(arms, adjusted.slopes, { fixed: fixedCost / customers, reading }) : null,
    payback: known ? paybackOf(data, reading, curves) : null,
  };
}

/** Cost of a contacted customer beyond what a held-out one cost, and the margin less it. */
function spentOn({ contact, control }: BothArms, slopes: readonly number[], reading: Reading) {
  const net = lessSlopes({ capped: 1, cost: -1 }, slopes);
  const [a, b] = [contact, control].map((arm) => combined(momentsOfFigures(arm.moments, [net]), [1]));
  const cost = (arm: BothArms['contact']) => momentsOfFigures(arm.moments, [{ cost: 1 }]).mean[0]!;
  return {
    perCustomer: cost(contact) - cost(control),
    heldOut: cost(control),
    net: estimated(meanDifference(a!, b!, reading.level), 'cuped', reading),
  };
}

/** Contacts of the held out would have been made anyway: their cost is no cost of the campaign. */
const alsoSpent = (heldOut: number, customers: number): CampaignData['costs']['lines'] =>
  heldOut === 0 ? [] : [{ channel: null, play: null, contacts: 0, total: -heldOut * customers }];

/** Net over cost by Fieller; nothing where nothing was spent. */
function roiOf(
  arms: BothArms,
  slopes: readonly number[],
  { fixed, reading }: { fixed: number; reading: Reading },
): EffectEstimate | null {
  const { first, second, covariance } = twoDifferences(arms, [
    lessSlopes({ capped: 1 }, slopes),
    { cost: 1 },
  ]);
  const parts = {
    numerator: first.value,
    denominator: second.value + fixed,
    numeratorVariance: first.variance,
    denominatorVariance: second.variance,
    covariance,
  };
  if (!(parts.denominator > 0)) return null;
  const at = (reach: number, method: 'fieller' | Reading['safe']) => {
    const { interval } = ratioAt(parts, reach);
    return interval && { low: interval[0] - 1, high: interval[1] - 1, level: reading.level, method };
  };
  return {
    value: parts.numerator / parts.denominator - 1,
    standardError: null,
    interval: reading.holds ? at(normalReach(reading.level), 'fieller') : null,
    safe: reading.holds ? at(safeReach(reading), reading.safe) : null,
  };
}

function paybackOf({ window }: CampaignData, { safe }: Reading, curves: Curve): Money['payback'] {
  const day = curves.find(({ netLow }) => netLow !== null && netLow > 0)?.day ?? null;
  const last = window.followed.at(-1);
  return {
    day,
    date: day === null || last === undefined ? null : addDays(last, day),
    method: safe,
    pointDay: curves.find(({ net }) => net !== null && net > 0)?.day ?? null,
  };
}

/** The plain difference without the customer who makes the largest share of an arm's margin. */
function withoutLargest({ arms, largest }: CampaignData, level: number): number | null {
  const rich =
    largest.contact !== null &&
    (largest.control === null || share(arms, largest, 'contact') >= share(arms, largest, 'control'));
  const arm = rich ? 'contact' : 'control';
  const values = largest[arm];
  const { n, moments } = arms[arm];
  if (values === null || n < 3) return null;
  const mean = moments.mean.map((m, i) => (m * n - values[i]!) / (n - 1));
  const rest = { ...arms[arm], moments: { ...moments, n: n - 1, mean } };
  return plainEffect({ ...arms, [arm]: rest }, { capped: 1 }, level).value;
}

function share(arms: BothArms, largest: CampaignData['largest'], arm: 'contact' | 'control'): number {
  const total = momentsOfFigures(arms[arm].moments, [{ capped: 1 }]).mean[0]! * arms[arm].n;
  return shareOfOne(largest[arm]![0]!, total) ?? 0;
}
