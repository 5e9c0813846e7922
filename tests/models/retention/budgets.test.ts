import { describe, expect, it } from 'vitest';
import { someCustomers } from '../../../models/learn/some-customers.ts';
import { treeRulesFor } from '../../../models/learn/trees/hyper-parameters.ts';
import { networkRulesFor } from '../../../models/retention/ensemble/network-rules.ts';
import { mostNetworkRows } from '../../../models/retention/fit-network.ts';

const sizes = [500, 9_999, 10_000, 29_999, 30_000, 83_000, 200_000, 1_000_000, 20_000_000];

describe('what training may cost', () => {
  it.each(sizes)('is bounded for the network, of %i rows too', (rows) => {
    const { epochs } = networkRulesFor(rows);
    expect(epochs * Math.min(rows, mostNetworkRows)).toBeLessThanOrEqual(600_000);
    expect(epochs).toBeGreaterThanOrEqual(3);
  });

  it.each(sizes)('lets every tree see enough of %i rows, and few of very many', (rows) => {
    const { rowShare } = treeRulesFor(rows, 'small', true);
    expect(rowShare).toBeLessThanOrEqual(0.7);
    expect(rowShare * rows).toBeGreaterThanOrEqual(Math.min(0.69 * rows, 39_000));
    expect(rowShare * rows).toBeLessThanOrEqual(Math.max(40_001, 0.2 * rows));
  });

  it('takes whole customers where it takes a sample', () => {
    const customer = Int32Array.from({ length: 30_000 }, (_, i) => i % 5_000);
    const some = someCustomers(customer, 12_000, 3);
    expect(Math.abs(some.length - 12_000)).toBeLessThan(1_000);
    const drawn = new Set(some.map((i) => customer[i]!));
    expect(some.length).toBe(6 * drawn.size);
    expect(someCustomers(customer, 30_000, 3)).toHaveLength(30_000);
    expect(someCustomers(customer, 12_000, 4)).not.toEqual(some);
  });
});
