import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Business, Truth } from './businesses.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/** Objects within objects, as APIs and document stores write them. */

function nestedIn(
  name: string,
  make: (of: readonly Buy[]) => { text: string; truth: Truth },
  short = false,
): Business {
  return {
    name,
    short,
    write: (folder) => {
      const { text, truth } = make(buys());
      const file = join(folder, 'eksport.json');
      writeFileSync(file, text);
      return { files: [file], truth };
    },
  };
}

const person = (customer: number): object => ({
  id: 70_000 + customer,
  email: `p${customer}@mail.example`,
  name: { first: `Ada ${customer}`, last: 'Nowak' },
  addresses: [
    { street: `Dluga ${customer}`, country: 'PL', latitude: 52.2, primary: true },
    { street: `Krotka ${customer}`, country: 'PL', latitude: 50.1, primary: false },
  ],
});

const linesOf = ({ i, cents }: Buy): object[] => [
  { id: 9_000_000 + 2 * i, product_id: 300 + (i % 60), quantity: 2, price: money((cents - (cents % 2)) / 2) },
  { id: 9_000_001 + 2 * i, product_id: 400 + (i % 7), quantity: 1, price: money(250 + (cents % 2)) },
];

/** What an API of a shop says of an order: a discount of the order, carriage, tax and lists of their parts. */
function order(buy: Buy): object {
  const { i, customer, at, cents } = buy;
  const off = i % 6 === 1 ? 120 : 0;
  return {
    id: 5_000_000 + i,
    name: `#${1000 + i}`,
    created_at: `${clock(at).replace(' ', 'T')}+01:00`,
    currency: 'EUR',
    total_price: money(cents + 250 - off + 490),
    subtotal_price: money(cents + 250 - off),
    total_discounts: money(off),
    customer: person(customer),
    line_items: linesOf(buy),
    shipping_lines: [{ id: i, title: 'Post', price: '4.90' }],
    refunds: [],
    note: null,
  };
}

const sold = (of: readonly Buy[]): Truth =>
  sums(of.map((buy) => ({ ...buy, cents: buy.cents + 250 - (buy.i % 6 === 1 ? 120 : 0) })));

export const nested: readonly Business[] = [
  nestedIn(
    'orders of an API, with customer and lines in them',
    (of) => ({ text: JSON.stringify(of.map(order)), truth: sold(of) }),
    true,
  ),
  nestedIn('orders of an API, two keys down', (of) => ({
    text: JSON.stringify({ data: { orders: of.map(order), total: of.length } }, null, 2),
    truth: sold(of),
  })),
  nestedIn('documents with prices on the lines alone, typed values', (of) => ({
    text: of
      .map((buy) => ({
        _id: { $oid: (buy.i + 0x5b_d7_61).toString(16).padStart(24, 'a') },
        saleDate: { $date: `${clock(buy.at).replace(' ', 'T')}Z` },
        items: [
          {
            name: `thing ${buy.i % 40}`,
            price: { $numberDecimal: money(buy.cents) },
            quantity: { $numberInt: '3' },
          },
          { name: `thing ${40 + (buy.i % 9)}`, price: { $numberInt: '2' }, quantity: { $numberInt: '1' } },
        ],
        customer: {
          email: `p${buy.customer}@mail.example`,
          age: 20 + (buy.customer % 50),
          satisfaction: buy.i % 6,
        },
        storeLocation: buy.i % 3 ? 'Gdynia' : 'Sopot',
      }))
      .map((document) => JSON.stringify(document))
      .join('\n'),
    truth: sums(of.map((buy) => ({ ...buy, cents: 3 * buy.cents + 200 }))),
  })),
  nestedIn('customers with their orders in them', (of) => ({
    text: JSON.stringify(
      Array.from({ length: 240 }, (_, customer) => ({
        ...person(customer),
        orders: of
          .filter((buy) => buy.customer === customer)
          .map(({ i, at, cents }) => ({ number: 1000 + i, placed: clock(at), total: Number(money(cents)) })),
      })),
    ),
    truth: { ...sums(of), rows: { customers: 240 } },
  })),
];
