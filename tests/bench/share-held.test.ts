import { expect, it } from 'vitest';
import { sharesHeld } from '../../bench/lists/share-held.ts';

it('what a list holds stands beside as many by each simple ranking', () => {
  const one = (
    id: string,
    churn: number,
    valueAtRisk: number,
    pastMargin: number,
    lost: number,
    listed: boolean,
  ) => ({
    id,
    churn,
    valueAtRisk,
    pastMargin,
    lost,
    listed,
    barred: id === 'c',
  });
  const customers = [
    one('a', 0.9, 10, 10, 10, false),
    one('b', 0.5, 40, 50, 0, true),
    one('c', 0.2, 50, 300, 90, false),
    one('d', 0.1, -5, 20, 0, false),
  ];
  expect(sharesHeld(customers)).toEqual([
    { choice: 'the list', customers: 1, valueAtRisk: 0.4, lost: 0 },
    { choice: 'value at risk alone', customers: 1, valueAtRisk: 0.5, lost: 0.9 },
    { choice: 'chance of leaving alone', customers: 1, valueAtRisk: 0.1, lost: 0.1 },
    { choice: 'past margin alone', customers: 1, valueAtRisk: 0.5, lost: 0.9 },
    {
      choice: 'value at risk alone, of those who may be contacted',
      customers: 1,
      valueAtRisk: 0.4,
      lost: 0,
    },
  ]);
});
