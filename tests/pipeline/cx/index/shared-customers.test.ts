import { expect, it } from 'vitest';
import type { Warehouse } from '../../../../contracts/ports/warehouse.ts';
import { sharedCustomers } from '../../../../pipeline/cx/index/shared-customers.ts';
import { csat5 } from '../../../../pipeline/cx/metrics/csat-5.ts';
import { reopened } from '../../../../pipeline/cx/metrics/reopened.ts';
import { resolutionHours } from '../../../../pipeline/cx/metrics/resolution-hours.ts';

/** Of four customers the two who are satisfied had no case reopened, the other two had. */
const sums = {
  first_day: '2025-11-03',
  ...{ v0: 2, c0: 4, q0: 2, v1: 2, c1: 4, q1: 2 },
  ...{ vv0_0: 2, vc0_0: 2, cv0_0: 2, cc0_0: 4, vv1_1: 2, vc1_1: 2, cv1_1: 2, cc1_1: 4 },
  ...{ vv0_1: 0, vc0_1: 2, cv0_1: 2, cc0_1: 4 },
};

it('scores of parts move together where one figure rises as the other falls and less of it is better', async () => {
  const warehouse = { rows: async () => [sums] } as unknown as Warehouse;
  const of = async (worst: number, best: number) => {
    const parts = [
      { metric: csat5, worst: 0, best: 1 },
      { metric: reopened, worst, best },
      { metric: resolutionHours, worst: 96, best: 4 },
    ];
    return (await sharedCustomers(warehouse, parts))('2025-11-03');
  };
  const [turned, straight] = [await of(1, 0), await of(0, 1)];
  expect(turned.correlation(0, 1)).toBeCloseTo(1, 12);
  expect(turned.correlation(1, 0)).toBeCloseTo(1, 12);
  expect(straight.correlation(0, 1)).toBeCloseTo(-1, 12);
  expect(turned.correlation(1, 1)).toBeCloseTo(1, 12);
  // of a median none is known: the widest limits there can be, whichever way it is turned
  expect(turned.correlation(1, 2)).toBe(1);
});
