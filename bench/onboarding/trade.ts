import { randomStream } from '../../models/numerics.ts';

/** What a business that never was really sold: the truth that its files are written from. */
export interface Line {
  readonly order: number;
  readonly line: number;
  /** Null for a guest. */
  readonly customer: number | null;
  /** Milliseconds since 1970, a whole minute, UTC. */
  readonly at: number;
  readonly product: number;
  readonly quantity: number;
  /** Price of one unit. */
  readonly cents: number;
  /** What is paid back later, of the whole order; 0 for most. */
  readonly refunded: boolean;
  /** The payment fell through. */
  readonly failed: boolean;
}

export interface TradeShape {
  readonly customers: number;
  readonly days: number;
  readonly guests: number;
  readonly refunds: number;
  readonly failures: number;
  readonly mostLines: number;
  readonly seed: string;
}

const usual: TradeShape = {
  customers: 90,
  days: 480,
  guests: 0,
  refunds: 0,
  failures: 0,
  mostLines: 3,
  seed: 'trade',
};
const dayMs = 86_400_000;
const firstDay = Date.UTC(2022, 8, 1);
/** Prices of the catalogue: whole products cost the same every time. */
export const priceOf = (product: number): number => 350 + ((product * 7919) % 9000);
const products = 40;

/** Customers who come back about every 30 days, each at a pace of their own, until they stay away. */
export function trade(shape: Partial<TradeShape> = {}): Line[] {
  const { customers, days, guests, refunds, failures, mostLines, seed } = { ...usual, ...shape };
  const random = randomStream(16, seed);
  const baskets: Omit<Line, 'order' | 'line'>[][] = [];
  const basket = (customer: number | null, day: number) => {
    const at = firstDay + day * dayMs + (8 * 60 + random.integer(13 * 60)) * 60_000;
    const about = { customer, at, refunded: random.uniform() < refunds, failed: random.uniform() < failures };
    const first = random.integer(products);
    const lines = 1 + random.integer(mostLines);
    baskets.push(
      Array.from({ length: lines }, (_, i) => {
        const product = (first + i * 7) % products;
        return { ...about, product, quantity: 1 + random.integer(4), cents: priceOf(product) };
      }),
    );
  };
  for (let customer = 0; customer < customers; customer++) {
    const pace = 12 + random.integer(40);
    for (let day = random.integer(days / 2); day < days && random.uniform() < 0.94; )
      day += buy(basket, customer, day, 1 + random.integer(2 * pace));
  }
  const soFar = baskets.length;
  for (let i = 0; i < guests * soFar; i++) basket(null, random.integer(days));
  for (let day = 0; day < days; day += 6) basket(day % customers, day);
  basket(0, days - 1);
  return baskets
    .sort((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0))
    .flatMap((lines, order) => lines.map((line, i) => ({ ...line, order, line: i + 1 })));
}

function buy(basket: (customer: number, day: number) => void, customer: number, day: number, gap: number) {
  basket(customer, day);
  return gap;
}

/** Sums that a person could hold against the books. */
export interface Sums {
  readonly customers: number;
  readonly orders: number;
  readonly cents: number;
}

/** Sums over customers who are known by name, without orders that fell through; refunds are taken off. */
export function sumsOf(lines: readonly Line[], cents: (line: Line) => number = paidFor): Sums {
  const counted = lines.filter(({ customer, failed }) => customer !== null && !failed);
  const total = counted.reduce((sum, line) => sum + (line.refunded ? 0 : cents(line)), 0);
  return {
    customers: new Set(counted.map(({ customer }) => customer)).size,
    orders: new Set(counted.map(({ order }) => order)).size,
    cents: total,
  };
}

export const paidFor = ({ quantity, cents }: Line): number => quantity * cents;
