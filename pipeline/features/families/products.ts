import { type Entry, family, ifAny, ifLow } from '../family.ts';
import sql from './products.sql';

const product = (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  name,
  means,
  unit,
  needs: ['orders.product_id'],
  group: 'breadth',
  reason,
});
const category = (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  ...product(name, means, unit, reason),
  needs: ['orders.category'],
});

/** How broadly a customer buys. */
export const products = family(
  'products',
  sql,
  ['orders'],
  [
    product(
      'products_365d',
      'different products bought in 365 days',
      'products',
      ifLow('Different products in a year: {value}', 'count'),
    ),
    product(
      'products_per_order',
      'mean different products in an order',
      'products',
      ifLow('Different products an order: {value}', 'number'),
    ),
    product(
      'products_repeated_share',
      'share of the products that were ordered more than once',
      'share',
      ifLow('{value} of the products were ordered again', 'percent'),
    ),
    category(
      'categories_365d',
      'different categories bought in 365 days',
      'categories',
      ifLow('Categories in a year: {value}', 'count'),
    ),
    {
      ...category(
        'favourite_category',
        'category bought most often',
        '',
        ifAny('Buys mostly {value}', 'text', 'most buy {usual}'),
      ),
      kind: 'category',
    },
    category('favourite_category_share', 'share of order lines in that category', 'share', null),
  ],
);
