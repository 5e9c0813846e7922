import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { byTerm } from '../contracts/by-term.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { namesThem, serviceOf } from './service-of.ts';
import { isSameTable } from './unite-inputs.ts';
import {
  fileFit,
  type NotRecognised,
  type Recognised,
  recognise,
  recogniseCustomers,
  toldSource,
} from './which-source.ts';
import { actingIn, reads } from './who-acts.ts';

export interface Looked {
  readonly looked: readonly (Recognised | NotRecognised)[];
  readonly joined: Recognised | null;
}

/** Each input by itself: which file is what, held against the others. */
export async function firstLook(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
): Promise<(Recognised | NotRecognised)[]> {
  const first: (Recognised | NotRecognised)[] = [];
  for (const input of related) first.push(asMaster(await byTerm(warehouse, recognise(input)), related));
  for (const [i, one] of first.entries()) first[i] = asLargest(one, first);
  return first.map((one) => notSummary(one, first));
}

/**
 * A table of figures by month or group seems to have customers only where small numbers are taken for them: not beside a
 * table that names those who act.
 */
function notSummary(
  one: Recognised | NotRecognised,
  all: readonly (Recognised | NotRecognised)[],
): Recognised | NotRecognised {
  if (!('source' in one) || one.source !== 'orders' || toldSource(one.input)) return one;
  const who = one.order?.roles.customer;
  if (!who || isCustomer(who) || !who.sample.every((value) => /^\d{1,3}(\.\d+)?$/.test(value))) return one;
  const isNamed = all.some(
    (other) =>
      other !== one &&
      'source' in other &&
      other.input.columns.some((column) => isCustomer(column) && column.distinct > 20),
  );
  return isNamed ? { input: one.input, nearest: 'orders', lacks: ['customer_id'], unfit: {} } : one;
}

const isCustomer = (column: InputProfile['columns'][number]): boolean =>
  nameFit('orders', 'customer_id', column) > 0.75;

/** Taken for orders by nothing but its numbers, while its key stands over and over in other tables: their master data. */
function asMaster(
  one: Recognised | NotRecognised,
  related: readonly RelatedInput[],
): Recognised | NotRecognised {
  if (!('source' in one) || one.source !== 'orders' || fileFit('orders', one.input) > 0) return one;
  const named = one.matches.some(
    ({ name, score, note }) => name === 'amount' && score > 0.75 && note === undefined,
  );
  const key = one.input.columns.find(
    (column) =>
      column.distinct >= 0.99 * column.rows &&
      related.filter((other) => other !== one.input && repeats(other, column)).length >= 2,
  );
  return key && !named ? recogniseCustomers(one.input, key) : one;
}

/** A few rows show less than many: a file with the columns of a larger one is what that is. */
function asLargest(
  one: Recognised | NotRecognised,
  all: readonly (Recognised | NotRecognised)[],
): Recognised | NotRecognised {
  if ('source' in one || one.input.query !== undefined || toldSource(one.input)) return one;
  const alike = all.filter(
    (other): other is Recognised =>
      'source' in other && other.query === undefined && isSameTable(other.input, one.input),
  );
  const largest = alike.sort((a, b) => b.input.rows - a.input.rows)[0];
  return largest ? { ...largest, input: one.input, inputs: one.input.parts } : one;
}

const repeats = (other: RelatedInput, key: InputProfile['columns'][number]): boolean =>
  other.columns.some(
    (column) =>
      column.name === key.name && column.distinct < 0.9 * column.rows && overlap(column, key).plain >= 0.9,
  );

/** Logs by nothing but what they hold, which tickets and answers resemble, are these where they are. */
export async function serviceFirst(
  warehouse: Warehouse,
  { looked, joined }: Looked,
  related: readonly RelatedInput[],
): Promise<(Recognised | NotRecognised)[]> {
  const known = looked.filter((one): one is Recognised => 'source' in one);
  const acting = joined ?? actingIn(known.filter(({ source }) => source !== 'events'));
  if (!acting) return [...looked];
  const settled: (Recognised | NotRecognised)[] = [];
  for (const one of looked) {
    const isOther = joined !== null && reads(joined, one.input.name);
    const isGuess =
      !isOther && 'source' in one && one.source === 'events' && fileFit('events', one.input) === 0;
    const service = isGuess ? await serviceOf(warehouse, one.input, { acting, inputs: related }) : null;
    settled.push(service ?? one);
  }
  return settled;
}

/** A row for each order under its number, payments say, is no table of customers, though small ids agree with anything. */
export function notOfOrders(
  one: Recognised | NotRecognised,
  orders: Recognised | undefined,
): Recognised | NotRecognised {
  const roles = orders?.order?.roles;
  if (!('source' in one) || one.source !== 'customers' || !roles?.order || toldSource(one.input)) return one;
  const { order, customer } = roles;
  const key = find(one, 'customer_id')?.column;
  const bears = one.input.columns.some(
    (column) =>
      column.name !== key?.name &&
      column.distinct >= 0.9 * order.distinct &&
      overlap(column, order).plain >= 0.9 &&
      namesThem(column, order),
  );
  if (!bears || order.distinct < 1.2 * customer.distinct) return one;
  return { input: one.input, nearest: 'orders', lacks: [], unfit: {} };
}
