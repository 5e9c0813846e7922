import { expect, it } from 'vitest';
import { namesOfAmount, toldAmount } from '../../onboarding/orders/told-amount.ts';

const column = (name: string) => ({
  ...{ name, type: 'varchar', rows: 3, filled: 3, distinct: 3, sample: ['1', '2', '3'], common: [] },
});
const columns = ['Menge', 'Preis', 'Rabatt', 'a * b'].map(column);
const names = columns.map(({ name }) => name);

it('an amount is a column, or units times price, less what is taken off', () => {
  expect(toldAmount('Preis', columns)).toMatchObject({ kind: 'row', amount: { name: 'Preis' } });
  expect(toldAmount('Menge * Preis', columns)).toMatchObject({
    ...{ kind: 'product', quantity: { name: 'Menge' }, price: { name: 'Preis' }, less: null },
  });
  expect(toldAmount('Menge*Preis - Rabatt', columns)).toMatchObject({ less: { name: 'Rabatt' } });
});

it('an amount is what was sold, less what stands on the other side', () => {
  const said = toldAmount('Menge - Rabatt', columns);
  expect(said).toMatchObject({ kind: 'sides', amount: { name: 'Menge' }, back: { name: 'Rabatt' } });
  expect(toldAmount('Menge - Skonto', columns)).toBeNull();
});

it('a column may be called like a product; what no table has is no amount', () => {
  expect(toldAmount('a * b', columns)).toMatchObject({ kind: 'row' });
  expect(toldAmount('Menge * Prix', columns)).toBeNull();
  expect(toldAmount('Menge * Preis - Skonto', columns)).toBeNull();
  expect(namesOfAmount('Menge * Prix', names)).toEqual(['Menge', 'Prix']);
});
