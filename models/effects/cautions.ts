import { type ArmRows, type ArmSummary, compareArms } from './compare-arms.ts';

/** Why an interval cannot be taken at its word. */
export type Caution =
  | { readonly kind: 'few'; readonly customers: number }
  | { readonly kind: 'rich'; readonly relative: number }
  | { readonly kind: 'one-customer'; readonly share: number; readonly effectWithout: number };

/** Fewer customers in an arm have no interval that holds. */
export const fewestCustomers = 30;
/** Above this effect, relative to the control, the interval holds only where the richer arm is not the smaller one. */
export const mostRelative = 0.5;
/** Against so small a richer arm, relative to the other, the interval misses one time in ten. */
const leastOfRicher = 0.8;
/** A richer arm so many times as large makes the interval too wide, never too narrow. */
const largeRicher = 2;
/** Arms of about one size need so many customers for it. */
const enoughAlike = 2000;
/** One customer with more than this of an arm's money decides the figure. */
export const mostOfOne = 0.2;
/** Where nobody makes more than this of an arm's variance, no few customers decide it. */
const mostOfVariance = 0.1;
/** Variances of arms of other sizes that are alike: one over the other at most. */
const alikeVariances = 2;
/** An arm that varies by less than this of the other's deviation has none of those who make it, by chance most likely. */
const leastDeviation = 0.1;

/** How the customers of an arm vary. */
export type ArmSpread = Pick<ArmSummary, 'n' | 'mean' | 'deviation' | 'farthestShare'>;

/** Whether no few customers decide either arm, whatever its mean is: so outcomes around zero, and scores, are told apart from money. */
export const isEven = (...arms: readonly Pick<ArmSpread, 'farthestShare'>[]): boolean =>
  arms.every(({ farthestShare }) => farthestShare !== null && farthestShare <= mostOfVariance);

/**
 * Whether the arms differ by so much that the interval is too narrow: the richer one varies more, and where it is the smaller its
 * own variance is the least known (`npm run bench:effects -- --only rich`: 83 to 91% at a tenth, 93 to 97% at equal sizes from
 * 2,000 on, 98% and more at twice the other). Against an arm without any money, or with none but small change where rare customers
 * make the other's, nothing holds: how its customers vary is not known.
 * Where no few customers decide either arm, the arms are of about one size or vary alike, a mean near zero makes no difference large
 * (`npm run bench:effects -- --only even`).
 */
export function differTooMuch(treated: ArmSpread, control: ArmSpread): boolean {
  const difference = treated.mean - control.mean;
  if (Math.abs(difference) <= mostRelative * Math.abs(control.mean)) return false;
  const [richer, other] = difference > 0 ? [treated, control] : [control, treated];
  if (isEven(treated, control) && comparable(treated, control)) return false;
  if (other.mean === 0 || other.deviation < leastDeviation * richer.deviation) return true;
  if (richer.n >= largeRicher * other.n) return false;
  return richer.n < leastOfRicher * other.n || Math.min(richer.n, other.n) < enoughAlike;
}

/** Of about one size, or varying alike. */
function comparable(a: ArmSpread, b: ArmSpread): boolean {
  const sizes = a.n / b.n;
  const variances = (a.deviation / b.deviation) ** 2;
  return (
    (sizes >= leastOfRicher && sizes <= 1 / leastOfRicher) ||
    (variances >= 1 / alikeVariances && variances <= alikeVariances)
  );
}

/** What speaks against the interval of a comparison of amounts; shares have Newcombe's, which needs none of it but size. */
export function cautionsOf(treated: ArmRows, control: ArmRows, level: number): Caution[] {
  const { treated: a, control: b, plain, shares } = compareArms(treated, control, level);
  const cautions: Caution[] = [];
  const customers = Math.min(a.n, b.n);
  if (customers < fewestCustomers) cautions.push({ kind: 'few', customers });
  if (shares !== null) return cautions;
  const relative = plain.value === 0 ? 0 : plain.value / Math.abs(b.mean);
  if (differTooMuch(a, b)) cautions.push({ kind: 'rich', relative });
  const share = Math.max(a.largestShare ?? 0, b.largestShare ?? 0);
  if (share > mostOfOne && !isEven(a, b)) {
    const inTreated = (a.largestShare ?? 0) >= (b.largestShare ?? 0);
    const without = compareArms(
      inTreated ? withoutLargest(treated) : treated,
      inTreated ? control : withoutLargest(control),
      level,
    );
    cautions.push({ kind: 'one-customer', share, effectWithout: without.plain.value });
  }
  return cautions;
}

function withoutLargest({ outcome, before, cost }: ArmRows): ArmRows {
  const largest = outcome.reduce(
    (best, value, i) => (Math.abs(value) > Math.abs(outcome[best]!) ? i : best),
    0,
  );
  const rest = (values: Float64Array) => values.filter((_, i) => i !== largest);
  return { outcome: rest(outcome), before: before.map(rest), cost: cost && rest(cost) };
}
