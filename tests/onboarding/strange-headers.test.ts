import { expect, it } from 'vitest';
import { headers } from '../../bench/onboarding/dialects.ts';
import { nameFit } from '../../onboarding/columns/match-columns.ts';

/** What makes a row an order, in the bench's words and in the contract's. */
const essential = { order: 'order_id', customer: 'customer_id', at: 'ordered_at', amount: 'amount' } as const;

it('fifteen of the styles in which the bench writes headers are in no list of words of the product', () => {
  const strange = Object.entries(headers).filter(([, names]) =>
    (Object.keys(essential) as (keyof typeof essential)[]).every(
      (field) => nameFit('orders', essential[field], { name: names[field] }) === 0,
    ),
  );
  expect(strange.map(([style]) => style)).toEqual(
    expect.arrayContaining(['dutch', 'czech', 'japanese', 'greek', 'letters', 'sap']),
  );
  expect(strange.length).toBeGreaterThanOrEqual(15);
});
