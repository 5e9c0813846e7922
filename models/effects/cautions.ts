import { type ArmRows, compareArms } from './compare-arms.ts';

/** Why an interval cannot be taken at its word. */
export type Caution =
  | { readonly kind: 'few'; readonly customers: number }
  | { readonly kind: 'rich'; readonly relative: number }
  | { readonly kind: 'one-customer'; readonly share: number; readonly effectWithout: number };

/** Fewer customers in an arm have no interval that holds. */
export const fewestCustomers = 30;
/** Above this effect, relative to the control, arms differ in spread too much for the interval (effects of ×2 cover 85 to 92%). */
export const mostRelative = 0.5;
/** One customer with more than this of an arm's money decides the figure. */
export const mostOfOne = 0.2;

/** What speaks against the interval of a comparison of amounts; shares have Newcombe's, which needs none of it but size. */
export function cautionsOf(treated: ArmRows, control: ArmRows, level: number): Caution[] {
  const { treated: a, control: b, plain, shares } = compareArms(treated, control, level);
  const cautions: Caution[] = [];
  const customers = Math.min(a.n, b.n);
  if (customers < fewestCustomers) cautions.push({ kind: 'few', customers });
  if (shares !== null) return cautions;
  const relative = plain.value === 0 ? 0 : plain.value / Math.abs(b.mean);
  if (Math.abs(relative) > mostRelative) cautions.push({ kind: 'rich', relative });
  const share = Math.max(a.largestShare ?? 0, b.largestShare ?? 0);
  if (share > mostOfOne) {
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
