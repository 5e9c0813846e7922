import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { isPlaceholder } from '../../pipeline/recognise/placeholders.ts';
import { isProtected } from '../../pipeline/recognise/protected-attribute.ts';
import { isFlag, nameFit, type Settled } from '../columns/match-columns.ts';
import { unitPriceFit } from '../columns/synonyms.ts';
import { isMeasure } from '../orders/order-words.ts';
import { determines, type Relations } from '../read/relations.ts';
import { isRowNumber, ofShape, type Shape, shapeOf } from '../read/shape.ts';

const full = ({ filled, rows, common }: ColumnProfile): boolean => {
  const nothing = common.filter(({ value }) => isPlaceholder(value)).reduce((sum, { rows: n }) => sum + n, 0);
  return filled - nothing >= 0.98 * rows;
};

/**
 * Contracts by content: hardly more than one row for each of whom they are of, two times of which one may be blank (or
 * far away) and lies after the other, and a fee of a few different sizes. Null where the table is none.
 * @param told a person says that these are contracts: terms that are paid ahead all have an end, and follow one another
 */
export function contractRoles(input: InputProfile, { groups }: Relations, told = false): Settled | null {
  const times = ofShape(input, 'time');
  const start = times.filter(full).sort((a, b) => fit(b, 'started_at') - fit(a, 'started_at'))[0];
  const ends = times.filter(
    (column) => column !== start && !isJoining(column) && (told || !full(column) || isFar(column)),
  );
  const end = ends.sort((a, b) => fit(b, 'ended_at') - fit(a, 'ended_at'))[0];
  const fees = ofShape(input, 'number', 'count')
    .filter(
      (column) =>
        full(column) &&
        !isFlag(column) &&
        !isMostlyNothing(column) &&
        (isOfFewSizes(column) || (column.rows === input.rows && saysMonthly(column))),
    )
    .filter(({ name }) => !wordsOf(name).includes('id') && !isMeasure(wordsOf(name)));
  const fee =
    fees
      .filter((column) => shapeOf(column) === 'number' || fit(column, 'monthly_amount') > 0)
      .sort((a, b) => fit(b, 'monthly_amount') - fit(a, 'monthly_amount'))[0] ??
    loneFee(fees) ??
    (told ? fees.find((column) => unitPriceFit(column) > 0.5) : undefined);
  const keys = ofShape(input, 'id').filter(
    (column) => full(column) && (told || (groups[column.name]?.keys ?? 0) > 0.5 * column.filled),
  );
  const customer = keys.sort(
    (a, b) =>
      customerFit(b) - customerFit(a) ||
      Number(isRowNumber(a)) - Number(isRowNumber(b)) ||
      a.distinct - b.distinct,
  )[0];
  if (!start || !end || !fee || !customer) return null;
  // a row a month for each customer, under a number of its own: bills
  const named = input.columns.find((column) => customerFit(column) > 0.75);
  if (named && named !== customer && customerFit(customer) <= 0) return null;
  const contract = keys.find((column) => column !== customer && column.distinct >= 0.99 * column.rows);
  return {
    customer_id: customer,
    started_at: start,
    ended_at: end,
    monthly_amount: fee,
    ...(contract ? { subscription_id: contract } : {}),
  };
}

const fit = (column: ColumnProfile, name: string): number => nameFit('subscriptions', name, column);

const isOfFewSizes = ({ distinct, filled }: ColumnProfile): boolean =>
  distinct < filled / 4 && distinct < 200;

/** The day on which somebody signed up is no end, though some have none. */
const isJoining = (column: ColumnProfile): boolean =>
  nameFit('customers', 'joined_at', column) > 0.75 && fit(column, 'ended_at') === 0;

/** What most have none of, they do not pay: an upgrade, a discount. */
const isMostlyNothing = ({ common, filled }: ColumnProfile): boolean =>
  common.some(({ value, rows }) => Number(value.replace(',', '.')) === 0 && rows > 0.7 * filled);

/** Where each has a price of their own, only a name tells that it is what they pay a month. */
const saysMonthly = (column: ColumnProfile): boolean =>
  fit(column, 'monthly_amount') > 0.9 &&
  wordsOf(column.name).some((word) =>
    /^(mrr|month|monthly|monat\w*|mensu\w+|mensal\w*|mensil\w*|miesiecz\w+)$/.test(word),
  );

/** The only number that is neither somebody's age, nor how long they have been there, nor how often; it is asked about. */
function loneFee(fees: readonly ColumnProfile[]): ColumnProfile | undefined {
  const others = fees.filter(
    (column) =>
      !isFlag(column) &&
      !isProtected({ name: column.name, needs: [] }) &&
      !/tenure|month|year|days|seat|score|count|number|ticket|visit|login|call/i.test(column.name),
  );
  return others.length === 1 ? others[0] : undefined;
}

/** A key that is called a contract's number is not the customer's. */
const customerFit = (column: ColumnProfile): number =>
  fit(column, 'customer_id') - (fit(column, 'subscription_id') > 0.75 ? 1 : 0);

const isFar = ({ common }: ColumnProfile): boolean =>
  common.some(({ value }) => /9999|2999|2[1-9]\d\d/.test(value));

/**
 * Events by content: who comes back, a time that differs, words for what was done, and no number beside unless the table
 * is called events, usage or the like.
 */
export function eventRoles(input: InputProfile, relations: Relations, called = false): Settled | null {
  const at = [...ofShape(input, 'time'), ...ofShape(input, 'maybe time')].find(full);
  const who = at && whoComesBack(input, relations, at);
  if (!at || !who || (!called && ofShape(input, 'number').length > 0)) return null;
  const what = ofShape(input, 'words')
    .filter((column) => !isOfCustomer(column, who, relations))
    .sort((a, b) => whatFit(b) - whatFit(a))[0];
  return what ? { customer_id: who, happened_at: at, name: what } : null;
}

/** What is the same on all rows of each customer, their name or their branch, is nothing that they did. */
export const isOfCustomer = (column: ColumnProfile, who: ColumnProfile, relations: Relations): boolean =>
  column.distinct > 1 &&
  (relations.groups[who.name]?.several ?? 0) > 0 &&
  determines(relations, who.name, column.name);

/** Visits, calls, orders of which nobody says what was paid: who comes back, and when. */
export function visitRoles(input: InputProfile, relations: Relations): Settled | null {
  const at = ofShape(input, 'time').find(full);
  const named = input.columns.find((column) => full(column) && isCalledCustomer(column));
  const again = (relations.groups[named?.name ?? '']?.several ?? 0) > 0;
  const who = named && again ? named : at && whoComesBack(input, relations, at);
  return at && who ? { customer_id: who, happened_at: at } : null;
}

const isCalledCustomer = (column: ColumnProfile): boolean => nameFit('events', 'customer_id', column) > 0.75;

const whoComesBack = (
  input: InputProfile,
  relations: Relations,
  at: ColumnProfile,
): ColumnProfile | undefined => thoseWhoComeBack(input, relations, at)[0];

/**
 * The columns of those who stand on rows of several times, likeliest first. Beside a time, numbers that could be times name
 * somebody as well: by their phone.
 */
export function thoseWhoComeBack(
  input: InputProfile,
  relations: Relations,
  at: ColumnProfile,
): ColumnProfile[] {
  const shapes: readonly Shape[] = shapeOf(at) === 'time' ? ['id', 'text', 'maybe time'] : ['id', 'text'];
  return input.columns
    .filter(({ name, filled, rows }) => {
      const own = relations.groups[name];
      return (
        own !== undefined &&
        own.keys >= 20 &&
        filled > 0.5 * rows &&
        own.several > 0.5 * own.keys &&
        (own.differing[at.name] ?? 0) > 0.5
      );
    })
    .filter(({ name }) => name !== at.name && !determines(relations, name, at.name))
    .filter((column) => !isMeasure(wordsOf(column.name)) || isCalledCustomer(column))
    .filter(
      (column) => (shapes.includes(shapeOf(column)) && !isSmallNumber(column)) || isCalledCustomer(column),
    )
    .sort(
      (a, b) =>
        nameFit('events', 'customer_id', b) - nameFit('events', 'customer_id', a) || b.distinct - a.distinct,
    );
}

/** Small whole numbers count something sooner than they name somebody. */
const isSmallNumber = ({ sample }: ColumnProfile): boolean =>
  sample.every((value) => /^\d{1,3}$/.test(value));

const whatFit = (column: ColumnProfile): number =>
  Math.max(nameFit('events', 'name', column), nameFit('events', 'kind', column));
