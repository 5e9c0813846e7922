import type { TargetingConfig } from '../../contracts/config/config.ts';

/**
 * Relative share of customers who can still be kept at each chance of leaving: straight lines between the config's
 * points, level beyond the first and the last. A guess until a randomised campaign has taught it (modelling §9).
 */
export function savePrior(points: TargetingConfig['savePrior']): (churn: number) => number {
  const sorted = [...points].sort(([a], [b]) => a - b);
  return (churn) => {
    const next = sorted.findIndex(([x]) => x > churn);
    if (next === 0) return sorted[0]![1];
    const [x0, y0] = sorted.at(next < 0 ? -1 : next - 1)!;
    if (next < 0) return y0;
    const [x1, y1] = sorted[next]!;
    return y0 + ((churn - x0) / (x1 - x0)) * (y1 - y0);
  };
}
