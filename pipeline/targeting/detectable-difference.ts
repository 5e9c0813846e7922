/** Standard normal quantiles of 0.975 and 0.8. */
const z975 = 1.959963984540054;
const z80 = 0.8416212335729143;

/**
 * Smallest difference in retention between contacted and held out that a two-sided test at 5% finds in four of five
 * cases (80% power), as a share from 0 to 1: (z.975 + z.8) √(p(1−p)(1/n₁ + 1/n₂)) with p the retention expected without
 * contact (Fleiss, Levin and Paik 2003, §4.2, equal variances). Null where an arm is empty.
 */
export function detectableDifference(retention: number, contacted: number, heldOut: number): number | null {
  if (contacted === 0 || heldOut === 0) return null;
  return (z975 + z80) * Math.sqrt(retention * (1 - retention) * (1 / contacted + 1 / heldOut));
}
