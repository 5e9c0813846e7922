import { randomStream } from '../../models/numerics.ts';
import type { FeatureTable } from '../../models/types.ts';
import type { Trial } from '../../models/uplift.ts';

/** How contact acts. */
export type Effect = 'persuadable' | 'half' | 'none' | 'constant' | 'equal' | 'no harm';

export interface SimulatedCustomers {
  readonly table: FeatureTable;
  /** Chance of leaving as a good model scores it, and what is expected to be lost with the customer. */
  readonly risk: Float64Array;
  readonly worth: Float64Array;
  /** The true chance of leaving uncontacted, and what contact takes off it. */
  readonly leaves: Float64Array;
  readonly effect: Float64Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Customers with twelve features of whom 30% leave. By `persuadable` a fifth can be kept, those with open cases, who buy at a discount
 * and hardly use the app; a twentieth, who got most messages, leave sooner if contacted. What they are worth is log-normal.
 */
export function simulateCustomers(n: number, effect: Effect, seed: number): SimulatedCustomers {
  const random = randomStream(seed, `customers ${effect}`);
  const draw = (of: () => number) => Float64Array.from({ length: n }, of);
  const gap = () => -Math.log(1 - random.uniform());
  const tickets = draw(() => Math.floor(1.1 * gap()));
  const discount = draw(() => random.uniform());
  const app = draw(gap);
  const recency = draw(gap);
  const orders = draw(() => 1 + Math.floor(4 * gap()));
  const messages = orders.map((count) => Math.floor((2 + 0.5 * count) * gap()));
  const tenure = draw(gap);
  const spend = draw(() => random.normal());
  const score = draw(() => (random.uniform() < 0.4 ? Number.NaN : Math.round(8 + 2 * random.normal())));
  const noise = [draw(() => random.normal()), draw(gap), draw(() => random.uniform())];
  const columns = {
    tickets,
    discount,
    app,
    messages,
    recency,
    orders,
    tenure,
    spend,
    score,
    noise_1: noise[0]!,
    noise_2: noise[1]!,
    noise_3: noise[2]!,
  };
  const seen = draw(() => 0).map(
    (_, i) =>
      -1.15 +
      0.3 * (tickets[i]! - 0.7) +
      0.6 * (recency[i]! - 1) +
      0.9 * (discount[i]! - 0.5) -
      0.4 * (app[i]! - 1) -
      0.08 * (orders[i]! - 4) -
      0.3 * (tenure[i]! - 1),
  );
  const hidden = 0.6;
  const leaves = seen.map((line) => sigmoid(line + hidden * random.normal()));
  const risk = seen.map((line) => sigmoid(line / Math.sqrt(1 + 0.346 * hidden ** 2)));
  const worth = spend.map(
    (s, i) => 100 * Math.exp(0.65 * s + 0.5 * Math.log(orders[i]! / 4) - 0.3 * (discount[i]! - 0.5)),
  );
  const reach = draw(() => 0).map((_, i) => {
    if (effect === 'none') return 0;
    if (effect === 'constant') return 0.05;
    if (effect === 'equal') return 0.2 * leaves[i]!;
    const part = effect === 'half' ? 0.5 : 1;
    if (messages[i]! >= 14 && effect !== 'no harm') return -0.15 * part;
    const open = 0.75 * (tickets[i]! - 0.7) + 2.6 * (discount[i]! - 0.5) - 0.9 * (app[i]! - 1);
    return part * Math.min(leaves[i]!, 0.3) * sigmoid(3 * (open - 1.05));
  });
  const table = {
    rowCount: n,
    columns: Object.entries(columns).map(([name, values]) => ({ kind: 'number' as const, name, values })),
  };
  return { table, risk, worth, leaves, effect: reach };
}

/** Draws the arms by lot and lets everybody stay or leave. @param share chance of being contacted */
export function simulateTrial(of: SimulatedCustomers, share: number, seed: number): Trial {
  const random = randomStream(seed, 'trial');
  const n = of.table.rowCount;
  const arm = Uint8Array.from({ length: n }, () => Number(random.uniform() < share));
  const outcome = Float64Array.from(arm, (contacted, i) =>
    Number(random.uniform() >= of.leaves[i]! - contacted * of.effect[i]!),
  );
  return {
    table: of.table,
    arm,
    chances: [1 - share, share].map((chance) => new Float64Array(n).fill(chance)),
    outcome,
    risk: of.risk,
  };
}
