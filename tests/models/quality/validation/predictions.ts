import type { Prediction } from '../../../../models/types.ts';
import type { SimulatedRows } from '../../simulated-rows.ts';

/** Φ⁻¹(0.9). */
const z90 = 1.2815515655446004;

/** What one who knows how the rows were simulated would predict: the true chance and mean of each. */
export function oraclePrediction({ table, trueChurn }: SimulatedRows): Prediction {
  const spend = table.columns.find(({ name }) => name === 'spend_365d');
  if (spend?.kind !== 'number') throw new Error('no spend');
  const buys = trueChurn.map((chance) => 0.1 * chance + 0.95 * (1 - chance));
  const log = spend.values.map((amount) => Math.log(amount) - 0.5);
  const ifBought = log.map((mean) => Math.exp(mean + 0.245));
  const quantile = (level: number) =>
    buys.map((chance, i) => {
      const among = 1 - (1 - level) / chance;
      return among <= 0 ? 0 : Math.exp(log[i] + 0.7 * normalQuantile(among));
    });
  return {
    churn: trueChurn,
    churnLow: trueChurn,
    churnHigh: trueChurn,
    value: buys.map((chance, i) => chance * ifBought[i]),
    valueP10: quantile(0.1),
    valueP50: quantile(0.5),
    valueP90: quantile(0.9),
    valueZero: buys.map((chance) => 1 - chance),
    valueIfKept: ifBought.map((mean) => 0.95 * mean),
    valueIfLost: ifBought.map((mean) => 0.1 * mean),
  };
}

/** By bisection of Φ; good to 1e-9. */
function normalQuantile(level: number): number {
  if (level === 0.9) return z90;
  let [low, high] = [-9, 9];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Φ(z) by Simpson's rule from 0. */
function normalBelow(z: number): number {
  const steps = 200;
  const width = z / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const times = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += times * Math.exp((-i * i * width * width) / 2);
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}
