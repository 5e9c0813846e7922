import { randomStream } from '../../models/numerics.ts';
import { writeText } from './scratch.ts';

const start = Date.parse('2024-06-01T00:00:00Z');
const day = 86_400_000;
const days = 480;

export interface SmallBusiness {
  readonly customers?: number;
  readonly seed?: number;
  /** Share of customers who stop buying at some time. */
  readonly leaving?: number;
  /** Shortest mean of a customer's gaps between orders in days, and by how much the longest is longer. */
  readonly gaps?: readonly [number, number];
  /** Changes the config's text. */
  readonly config?: (text: string) => string;
}

/** Enough customers to train on, where nothing is asked of how good the model is. */
export const few = {
  customers: 300,
  config: (text: string): string =>
    text.replace('training: {', 'training: { minCustomers: 100,').replace('listSize: 60', 'listSize: 20'),
};

/**
 * A shop small enough to be run in seconds: half of its customers stop buying at some time, one in eight has given no
 * consent. Writes `customers.csv`, `orders.csv`, `touches.csv` and a config into a folder; answers the config's path.
 */
export async function smallBusiness(
  folder: string,
  {
    customers = 700,
    seed = 1,
    leaving = 0.5,
    gaps = [8, 30],
    config: change = (text) => text,
  }: SmallBusiness = {},
): Promise<string> {
  const people = ['customer_id,joined_at,contact_consent'];
  const orders = ['order_id,customer_id,ordered_at,kind,amount,margin'];
  const touches = ['touch_id,customer_id,touched_at,campaign,cost'];
  for (let i = 0; i < customers; i++) {
    const id = `C${String(i).padStart(5, '0')}`;
    const random = randomStream(seed, id);
    const joined = Math.floor(random.uniform() * (days - 120));
    people.push(`${id},${dateOf(joined)},${random.uniform() < 0.875}`);
    const gap = gaps[0] + gaps[1] * random.uniform();
    const spend = 20 * Math.exp(0.7 * random.normal());
    const leaves = random.uniform() < leaving ? joined + 250 * random.uniform() : days;
    for (let at = joined, n = 0; at < Math.min(days, leaves + 1); n++) {
      const amount = spend * Math.exp(0.3 * random.normal());
      orders.push(`${id}-${n},${id},${dateOf(at)},sale,${amount.toFixed(2)},${(0.4 * amount).toFixed(2)}`);
      if (random.uniform() < 0.06 && at + 5 < days) {
        const back = amount.toFixed(2);
        orders.push(`${id}-${n}R,${id},${dateOf(at + 5)},refund,-${back},-${(0.4 * amount).toFixed(2)}`);
      }
      at += 1 + Math.floor(-gap * Math.log(1 - random.uniform()));
    }
    if (random.uniform() < 0.2) touches.push(`${id}-t,${id},${dateOf(days - 3)},spring,0.5`);
  }
  writeText(folder, 'customers.csv', `${people.join('\n')}\n`);
  writeText(folder, 'orders.csv', `${orders.join('\n')}\n`);
  writeText(folder, 'touches.csv', `${touches.join('\n')}\n`);
  return writeText(folder, 'holdfast.yaml', change(config));
}

const dateOf = (at: number): string => new Date(start + at * day).toISOString().slice(0, 10);

const config = `version: 1
business: { name: Small shop, currency: EUR, dataUntil: ${dateOf(days)} }
inputs:
  people: { file: customers.csv }
  sales: { file: orders.csv }
  contacts: { file: touches.csv }
sources:
  customers:
    from: people
    columns: { customer_id: customer_id, joined_at: joined_at, contact_consent: contact_consent }
  orders:
    from: sales
    columns: { order_id: order_id, customer_id: customer_id, ordered_at: ordered_at, kind: kind, amount: amount, margin: margin }
  touches:
    from: contacts
    columns: { touch_id: touch_id, customer_id: customer_id, touched_at: touched_at, campaign: campaign, cost: cost }
churn: { kind: non-contractual, horizonDays: 60, lookbackDays: 180 }
clv: { horizonDays: 120, observedDays: 60 }
training: { origins: 2, everyDays: 30, minHistoryDays: 90 }
targeting: { listSize: 60 }
`;
