import { describe, expect, it } from 'vitest';
import type { BuyingBehaviour } from '../../../models/buying/behaviour/behaviour.ts';
import { explainBehaviour } from '../../../models/retention/ensemble/explain-behaviour.ts';
import { number } from '../tables.ts';

const columns = {
  kind: 'buying',
  orders: 'orders',
  firstOrderDays: 'first',
  recencyDays: 'silent',
  spend: 'spend',
  churnDays: 60,
  valueDays: 60,
} as const;
const buying = { kind: 'pareto-nbd', parameters: { r: 1, alpha: 30, s: 0.6, beta: 120 } } as const;

/** Rows of [orders, days since the first, days since the last]. */
const table = (...rows: number[][]) => ({
  rowCount: rows.length,
  columns: ['orders', 'first', 'silent', 'spend'].map((name, c) =>
    number(
      name,
      rows.map((row) => row[c] ?? 30),
    ),
  ),
});

describe('reasons from a model of buying', () => {
  const spend = { parameters: { p: 6, q: 4, gamma: 15 } } as unknown as BuyingBehaviour['spend'];
  const model: BuyingBehaviour = { columns, buying, spend };
  const explain = (...row: number[]) => {
    const { names, attributions } = explainBehaviour(
      model,
      table(row),
      Int32Array.of(0),
      table([4, 300, 60]),
    );
    const { contributions, logit, baseline } = attributions;
    const sum = contributions.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(logit[0]! - baseline, 9);
    return Object.fromEntries(names.map((name, i) => [name, contributions[i]!]));
  };

  it('name the silence of a customer who bought often, although others are silent as long', () => {
    const { orders, silent } = explain(50, 500, 66);
    expect(orders).toBe(0);
    expect(silent).toBeGreaterThan(1);
  });

  it('leave it with few orders where these raise the risk, and with many that lower it', () => {
    expect(explain(1, 300, 60).orders).toBeGreaterThan(0);
    expect(explain(12, 300, 5).orders).toBeLessThan(0);
  });
});
