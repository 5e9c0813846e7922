import { ModelDataError } from '../errors.ts';
import type { Histories, Spending } from './histories.ts';

/** Purchases, in any order; each customer is a whole number from 0. */
export interface Purchases {
  readonly customer: Int32Array;
  /** Day of the purchase, as a whole number. */
  readonly day: Int32Array;
  /** Money of the purchase; nothing is read into its sign. */
  readonly amount: Float64Array;
}

/** Purchase histories of all customers who bought by the last day, ascending by customer. */
export interface Summary extends Histories {
  readonly customer: Int32Array;
  readonly firstDay: Int32Array;
  /** Money of the first day, and mean money of a later day with purchases (0 where there is none). */
  readonly firstSpend: Float64Array;
  readonly repeatSpend: Float64Array;
}

export interface SummariseOptions {
  /** The last day observed, counted in: purchases after it are left out. */
  readonly lastDay: number;
  /** Days in the unit of time of the histories: 1, or 7 for weeks. */
  readonly daysPerUnit?: number;
}

/**
 * Purchases to histories. The purchases of one day are one, whose money is their sum; days before a customer's first are no
 * part of their history.
 * @throws ModelDataError naming the first row with an amount or customer that is no number, or if no purchase is left
 */
export function summarise(purchases: Purchases, { lastDay, daysPerUnit = 1 }: SummariseOptions): Summary {
  checkPurchases(purchases);
  const days = daysOf(purchases).filter(({ day }) => day <= lastDay);
  if (days.length === 0) {
    throw new ModelDataError(
      `No purchase was made by day ${lastDay}: check the days and the last day observed.`,
    );
  }
  const starts = days.flatMap(({ customer }, i) => (i === 0 || customer !== days[i - 1].customer ? [i] : []));
  const count = (of: (first: number, end: number) => number) =>
    Float64Array.from(starts, (first, i) => of(first, starts[i + 1] ?? days.length));
  const moneyOf = (from: number, end: number) => {
    let sum = 0;
    for (let i = from; i < end; i++) sum += days[i].amount;
    return sum;
  };
  return {
    customer: Int32Array.from(starts, (first) => days[first].customer),
    firstDay: Int32Array.from(starts, (first) => days[first].day),
    repeats: count((first, end) => end - first - 1),
    lastAt: count((first, end) => (days[end - 1].day - days[first].day) / daysPerUnit),
    age: count((first) => (lastDay - days[first].day) / daysPerUnit),
    firstSpend: count((first) => days[first].amount),
    repeatSpend: count((first, end) => (end - first > 1 ? moneyOf(first + 1, end) / (end - first - 1) : 0)),
  };
}

/** Spend of repeat purchases alone, as the literature has it: the first may be of another kind. */
export const repeatSpending = ({ repeats, repeatSpend }: Summary): Spending => ({
  purchases: repeats,
  mean: repeatSpend,
});

/** What came after the histories were taken. */
export interface Holdout {
  /** Days with purchases of each customer of the summary. */
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
}

/** Purchases of the summary's customers in the days (`after`, `until`], to judge predictions by. */
export function holdout(purchases: Purchases, { customer }: Summary, after: number, until: number): Holdout {
  const place = new Map(Array.from(customer, (id, i) => [id, i]));
  const found = { purchases: new Float64Array(customer.length), spend: new Float64Array(customer.length) };
  for (const { customer: id, day, amount } of daysOf(purchases)) {
    const at = place.get(id);
    if (at === undefined || day <= after || day > until) continue;
    found.purchases[at]++;
    found.spend[at] += amount;
  }
  return found;
}

interface PurchaseDay {
  readonly customer: number;
  readonly day: number;
  amount: number;
}

/** One entry per customer and day, ascending; sums do not depend on the order of the rows. */
function daysOf({ customer, day, amount }: Purchases): PurchaseDay[] {
  const order = Int32Array.from(customer.keys()).sort(
    (a, b) => customer[a] - customer[b] || day[a] - day[b] || amount[a] - amount[b],
  );
  const days: PurchaseDay[] = [];
  for (const i of order) {
    const last = days.at(-1);
    if (last?.customer === customer[i] && last.day === day[i]) last.amount += amount[i];
    else days.push({ customer: customer[i], day: day[i], amount: amount[i] });
  }
  return days;
}

function checkPurchases({ customer, day, amount }: Purchases): void {
  if (day.length !== customer.length || amount.length !== customer.length) {
    throw new ModelDataError(
      `Purchases have ${customer.length} customers, ${day.length} days and ${amount.length} amounts: give one of each per purchase.`,
    );
  }
  const odd = amount.findIndex((money) => !Number.isFinite(money));
  if (odd >= 0)
    throw new ModelDataError(`Purchase ${odd} has an amount of ${amount[odd]}: correct or remove it.`);
}
