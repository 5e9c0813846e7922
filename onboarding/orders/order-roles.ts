import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { isProtected } from '../../pipeline/recognise/protected-attribute.ts';
import { nameFit } from '../columns/match-columns.ts';
import { determines, type Relations } from '../read/relations.ts';
import { isRound, ofShape, shapeOf } from '../read/shape.ts';
import type { RelatedInput } from '../tables/related-input.ts';
import { isMeasure } from './order-words.ts';
import { spokenStates } from './spoken-states.ts';

/** Which columns of a table are an order's number, its customer and its time: seen from how they go together. */
export interface OrderRoles {
  readonly order: ColumnProfile | null;
  readonly customer: ColumnProfile;
  readonly at: ColumnProfile;
  /** Columns that could be it as well, where neither names nor content decide. */
  readonly rivals: { readonly customer: readonly string[]; readonly at: readonly string[] };
}

/** A time with more blanks than this share above the fullest is that of something that happens to some rows. */
const moreBlanks = 0.02;
/** Names decide between candidates whose scores differ by less. */
const close = 0.25;

const full = ({ filled, rows }: ColumnProfile): number => filled / Math.max(1, rows);

/** Null where the table shows nobody who comes back. */
export function orderRoles(
  input: InputProfile & Pick<RelatedInput, 'carried'>,
  relations: Relations,
  told: { readonly customer?: string; readonly date?: string } = {},
): OrderRoles | null {
  const times =
    told.date === undefined ? timesOf(withoutOwners(input, relations)) : toldTime(input, told.date);
  const at = times[0];
  if (at === undefined) return null;
  const pairs = pairsOf(input, relations, { at: at.column, told: told.customer }).sort(
    (a, b) => b.score - a.score,
  );
  const best = pairs[0];
  if (best === undefined || (best.score <= 0 && told.customer === undefined)) return null;
  const named =
    told.customer !== undefined ||
    nameFit('orders', 'customer_id', best.customer) > 0 ||
    speaksOfCustomer(best.customer);
  const fresh = input.columns.some((column) => isMadeForEachOrder(column, relations));
  if (fresh && !named && !speaksOfCustomer(best.customer)) return null;
  const rivals = named
    ? []
    : pairs
        .filter(({ score, customer }) => customer !== best.customer && best.score - score < close)
        .filter(({ customer }) => !sameThing(relations, customer.name, best.customer.name))
        .map(({ customer }) => customer.name);
  return {
    order: best.order,
    customer: best.customer,
    at: at.column,
    rivals: {
      customer: [...new Set(rivals)],
      at: at.named
        ? []
        : times
            .slice(1)
            .filter(({ score }) => at.score - score < close)
            .map(({ column }) => column.name),
    },
  };
}

interface RankedTime {
  readonly column: ColumnProfile;
  readonly named: boolean;
  readonly score: number;
}

/**
 * Payments have days of their own: those of the contract that they are joined with are of that. The days of an order, found
 * by its number, are those of its lines.
 */
function withoutOwners(
  { carried = [], ...input }: InputProfile & Pick<RelatedInput, 'carried'>,
  relations: Relations,
): InputProfile {
  const elsewhere = carried.flatMap(({ columns }) => columns);
  const own = ofShape(input, 'time').filter(
    (column) => full(column) > 0.98 && !elsewhere.includes(column.name),
  );
  const isOwner = (key: string) =>
    nameFit('orders', 'order_id', { name: key }) <= 0.75 &&
    own.some(({ name }) => !determines(relations, key, name));
  const theirs = carried.filter(({ key }) => isOwner(key)).flatMap(({ columns }) => columns);
  return { ...input, columns: input.columns.filter(({ name }) => !theirs.includes(name)) };
}

const toldTime = (input: InputProfile, told: string): RankedTime[] =>
  input.columns.filter(({ name }) => name === told).map((column) => ({ column, named: true, score: 1 }));

/** Times of the orders themselves, likeliest first: full ones before those with blanks, early ones before later ones. */
function timesOf(input: InputProfile): RankedTime[] {
  const strong = ofShape(input, 'time');
  const columns = strong.length > 0 ? strong : ofShape(input, 'maybe time');
  const fullest = Math.max(0, ...columns.map(full));
  const ranked = columns
    .filter((column) => full(column) >= fullest - moreBlanks)
    .map((column) => {
      const name = nameFit('orders', 'ordered_at', column);
      const earlier = columns.filter((other) => other !== column && liesBefore(column, other)).length;
      const weak = (shapeOf(column) === 'maybe time' && name === 0) || isMonths(column) ? 0.3 : 0;
      return { column, named: name > 0, score: name + 0.3 * Math.min(1, earlier) - weak };
    });
  return ranked.sort((a, b) => b.score - a.score);
}

/** A month beside a day is when it is billed or reported, not when it was. */
const isMonths = ({ sample }: ColumnProfile): boolean =>
  sample.every((value) => /^\d{4}\D\d{2}$/.test(value));

/** By the ends of the samples alone: where texts sort as times do, created lies before updated. */
function liesBefore(a: ColumnProfile, b: ColumnProfile): boolean {
  const least = (column: ColumnProfile) => [...column.sample].sort()[0] ?? '';
  return /^\d{4}/.test(least(a)) && least(a) < least(b);
}

interface Pair {
  readonly order: ColumnProfile | null;
  readonly customer: ColumnProfile;
  readonly score: number;
}

function pairsOf(
  input: InputProfile,
  relations: Relations,
  { at, told }: { readonly at: ColumnProfile; readonly told: string | undefined },
): Pair[] {
  const keys = input.columns.filter(
    (column) =>
      column.name in relations.groups &&
      column !== at &&
      (shapeOf(column) !== 'words' || nameFit('orders', 'customer_id', column) > 0.75),
  );
  const customers =
    told === undefined
      ? keys.filter((column) => comesBack(column, relations, at.name) && !counts(column) && !isOfFew(column))
      : input.columns.filter(({ name }) => name === told);
  const orders = keys.filter((column) => isOneEvent(input, column, relations, at.name));
  return customers.flatMap((customer) => {
    const alone = { order: null, customer, score: customerScore(customer, input, relations) };
    const numbered = orders
      .filter((order) => order !== customer && isPartOf({ order, customer, told }, relations))
      .map((order) => ({ order, customer, score: alone.score + orderScore(order, relations) }));
    return [alone, ...numbered];
  });
}

/** Units that were sold, seconds that a call took, how old somebody is. */
const counts = (column: ColumnProfile): boolean =>
  nameFit('orders', 'quantity', column) > 0.75 ||
  isProtected({ name: column.name, needs: [] }) ||
  (isMeasure(wordsOf(column.name)) && !speaksOfCustomer(column));

/** The second line of an address: who buys stands on most rows, but for guests. */
const isOfFew = (column: ColumnProfile): boolean => full(column) < 0.5 && !speaksOfCustomer(column);

/** A customer stands on rows of different times, and there are several of them. */
function comesBack(column: ColumnProfile, { groups }: Relations, at: string): boolean {
  const own = groups[column.name];
  if (own === undefined || own.keys < 5) return false;
  const share = speaksOfCustomer(column) ? 0.02 : 0.3;
  return own.several > 0.05 * own.keys && (own.differing[at] ?? 0) > share;
}

const speaksOfCustomer = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) => nameFit('orders', 'customer_id', { name: word }) > 0.75);

export const isNameOfCustomer = (column: ColumnProfile): boolean =>
  speaksOfCustomer(column) && nameFit('customers', 'name', column) > 0.75;

/** Called a customer, but none of them ever comes back. */
const isMadeForEachOrder = (column: ColumnProfile, { groups }: Relations): boolean => {
  const own = groups[column.name];
  return (
    own !== undefined &&
    nameFit('orders', 'customer_id', column) > 0.75 &&
    own.keys > 0.3 * column.filled &&
    own.keys > 50
  );
};

/** Share of the orders on several rows, and of all, that may have a later time as well: what was paid back under their number. */
const paidBackLater = 0.5;
/** Where a number is not called an order's, so many of the rows at other times must pay back. */
const paysBack = 0.8;

/** An order has one time, whether it stands on one row or on several; a refund under its number has another. */
function isOneEvent(input: InputProfile, column: ColumnProfile, relations: Relations, at: string): boolean {
  const isCalledOrder = nameFit('orders', 'order_id', column) > 0.75;
  if ((shapeOf(column) === 'text' && !isCalledOrder) || full(column) <= 0.5) return false;
  if (determines(relations, column.name, at)) return true;
  const own = relations.groups[column.name];
  const apart = own?.differing[at] ?? 1;
  if (own === undefined || apart * own.several >= paidBackLater * own.keys) return false;
  if (isCalledOrder && apart < paidBackLater) return true;
  const said = input.columns.filter(saysRefund).map(({ name }) => own.differing[name] ?? 0);
  return Math.max(0, ...said, ...Object.values(own.signs)) >= paysBack * apart;
}

const saysRefund = (column: ColumnProfile): boolean =>
  spokenStates(column).some(({ refunded }) => refunded.length > 0);

interface Part {
  readonly order: ColumnProfile;
  readonly customer: ColumnProfile;
  readonly told: string | undefined;
}

/** There are more orders than customers; where it is known who the customer is, as many at least. */
const isPartOf = ({ order, customer, told }: Part, relations: Relations): boolean =>
  determines(relations, order.name, customer.name) &&
  (relations.groups[order.name]?.keys ?? 0) >
    (told === undefined ? 1.02 : 0.999) * (relations.groups[customer.name]?.keys ?? 0);

const sameThing = (relations: Relations, a: string, b: string): boolean =>
  determines(relations, a, b) && determines(relations, b, a);

function orderScore(order: ColumnProfile, { groups }: Relations): number {
  const own = groups[order.name];
  const onSeveralRows = own !== undefined && own.several > 0.02 * own.keys ? 1 : 0.3;
  // a bare `id` is that of the rows, whatever they are
  const named = order.name.toLowerCase() === 'id' ? 0.5 : 1;
  return onSeveralRows + 1.2 * named * nameFit('orders', 'order_id', order);
}

const isYears = ({ sample }: ColumnProfile): boolean => sample.every((value) => /^(19|20)\d\d$/.test(value));

/** Many different ones, determined by nothing but the order; what tells a price is a product. */
function customerScore(column: ColumnProfile, input: InputProfile, relations: Relations): number {
  const own = relations.groups[column.name];
  const many = Math.min(1, Math.log(own?.keys ?? 1) / Math.log(Math.max(10, column.filled)));
  const prices = ofShape(input, 'number').filter(
    ({ name, distinct }) => distinct > 8 && determines(relations, column.name, name),
  );
  const product = prices.length > 0 ? 1 : 0;
  const otherName = nameFit('orders', 'product_id', column) > 0.75 ? 0.6 : 0;
  const mail = column.sample.slice(0, 50).filter((value) => /^\S+@\S+\.\S+$/.test(value)).length;
  const written = shapeOf(column) === 'text' ? 0.3 : 0;
  const person = mail > 25 ? 0.2 : 0;
  const sum = isRound(column) || isYears(column) ? 1 : 0;
  // a name of customers is less than their id
  const name = isNameOfCustomer(column) ? 0.5 : 0;
  const named = 1.5 * Math.max(name, nameFit('orders', 'customer_id', column));
  return many + named + person - product - otherName - written - sum;
}
