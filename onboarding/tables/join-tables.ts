import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { write } from '../../pipeline/reports/format.ts';
import { nameFit, type Settled } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { unitPriceFit } from '../columns/synonyms.ts';
import { columnsOf } from '../orders/amount-roles.ts';
import { determines, type Relations } from '../read/relations.ts';
import { isRowNumber, ofShape, shapeOf } from '../read/shape.ts';
import { sqlName } from '../read/sql-of-column.ts';
import { overlap, plainKey, type RelatedInput, readFrom, relatedQuery } from './related-input.ts';
import { holdsAddresses, namesOneEach, onceEach, repeatedIn, sharedQuestions } from './shared-addresses.ts';
import { type Recognised, recogniseAs, toldSource } from './which-source.ts';

/** Two tables that a key joins: each of its values stands once in the second. */
interface Join {
  readonly from: ColumnProfile;
  readonly to: ColumnProfile;
  /** Share of the ids found there, as they are and by `plainKey`. */
  readonly exact: number;
  readonly plain: number;
}

interface Wanted {
  readonly source: SourceName;
  /** The tables that others are joined to. */
  readonly from: readonly RelatedInput[];
  /** Columns of them that are known. */
  readonly settled?: Settled;
}

/** This share of the keys must be found. */
const found = 0.9;
const mostTables = 2;

/**
 * Orders, or subscriptions, kept in several tables (orders and their lines, prices apart, payments apart, the real customer behind an id
 * made for each order), joined by their keys until nothing is missing. Null where the inputs hold no such set.
 */
export async function joinTables(
  warehouse: Warehouse,
  inputs: readonly RelatedInput[],
  { source, from, settled }: Wanted,
): Promise<Recognised | null> {
  const bases = [...from]
    .filter((input) => input.rows > 20 && !isSaidElse(source, input))
    .sort((a, b) => b.rows - a.rows);
  for (const base of bases) {
    let joined: RelatedInput | null = base;
    const others = new Set(inputs.filter((input) => input !== base));
    const alone = source === 'orders' ? recogniseAs(source, base) : null;
    const who = alone ? find(alone, 'customer_id')?.column.name : undefined;
    for (let i = 0; i < mostTables && joined !== null; i++) {
      joined = await extend(warehouse, joined, { others, who });
      const whole =
        joined && recogniseAs(source, source === 'orders' ? joined : withOwnTimes(base, joined), settled);
      const own = whole && isOfService(source) ? withoutTheirs(whole) : whole;
      if (own && !isOfCustomer(own, base)) return own;
    }
  }
  return null;
}

/** A person says that its rows are something else. */
const isSaidElse = (source: SourceName, input: RelatedInput): boolean =>
  (toldSource(input) ?? source) !== source;

/** Where a table has times, when something of it happened is never the time of what it is joined to: of the order that a review is of. */
function withOwnTimes(base: RelatedInput, joined: RelatedInput): RelatedInput {
  if (!hasTime(base)) return joined;
  const own = base.columns.map(({ name }) => name);
  const columns = joined.columns.filter((column) => own.includes(column.name) || shapeOf(column) !== 'time');
  return { ...joined, columns };
}

const isOfService = (source: SourceName): boolean => !['orders', 'subscriptions'].includes(source);

/**
 * Without what a table of customers says, but for who they are: when somebody opted out, or the campaign that brought them, is
 * nothing of a contact or a case of theirs. Null where nothing is left of it then.
 */
function withoutTheirs(whole: Recognised): Recognised | null {
  const { source, input } = whole;
  const customer = find(whole, 'customer_id')?.column;
  if (customer === undefined) return whole;
  const theirs = (input.carried ?? [])
    .filter(
      ({ key, columns }) =>
        key === customer.name || (columns.includes(customer.name) && namesOneEach(customer)),
    )
    .flatMap(({ columns }) => columns)
    .filter((name) => name !== customer.name);
  if (theirs.length === 0) return whole;
  const columns = input.columns.filter(({ name }) => !theirs.includes(name));
  return recogniseAs(source, { ...input, columns }, { customer_id: customer });
}

/** What another table says of the customer, the plan or the day of joining, is neither the time nor the amount of a row. */
function isOfCustomer(whole: Recognised, base: RelatedInput): boolean {
  const [who, order] = ['customer_id', 'order_id'].map((name) => find(whole, name)?.column);
  const customer = who?.name ?? '';
  const { relations } = whole.input;
  const haveOneEach = who !== undefined && order !== undefined && who.distinct >= 0.9 * order.distinct;
  if (haveOneEach || (relations.groups[customer]?.several ?? 0) === 0) return false;
  const made = whole.order ? columnsOf(whole.order.amount.role).map(({ name }) => name) : [];
  const carried = [sourceContracts[whole.source].happenedAt ?? '', 'amount']
    .flatMap((name) => find(whole, name)?.column.name ?? [])
    .concat(made)
    .filter((name) => !base.columns.some((column) => column.name === name));
  const owners = base.columns.filter((column) => isOwner(column, relations)).map(({ name }) => name);
  return carried.some((name) => [customer, ...owners].some((owner) => determines(relations, owner, name)));
}

/** An account or a contract, by its name, on several rows each: not the order that these rows are of. */
const isOwner = (column: ColumnProfile, { groups }: Relations): boolean =>
  (groups[column.name]?.several ?? 0) > 0 &&
  nameFit('orders', 'order_id', column) <= 0.75 &&
  Math.max(nameFit('orders', 'customer_id', column), nameFit('subscriptions', 'subscription_id', column)) >
    0.75;

/**
 * Orders that name no customer but something of theirs (a subscription, an account), through the table that knows whose it
 * is. Null where none does.
 */
export async function throughOwner(
  warehouse: Warehouse,
  { orders, owner }: { readonly orders: Recognised; readonly owner: ColumnProfile },
  inputs: readonly RelatedInput[],
): Promise<Recognised | null> {
  const customer = find(orders, 'customer_id')?.column.name;
  const others = inputs
    .filter(({ name }) => !orders.inputs.some((part) => part.name === name))
    .map((other) => ({ other, join: findJoin(orders.input, other) }))
    // a trip has a driver and a rider: whom the orders name sooner than anybody else
    .sort((a, b) => Number(b.join?.from.name === customer) - Number(a.join?.from.name === customer));
  for (const { other, join } of others) {
    const whose = other.columns.find(
      (column) => column.name !== join?.to.name && isKey(column) && holdsIdsOf(column, owner),
    );
    if (!join || !whose) continue;
    const joined = await joinOne(warehouse, orders.input, other, join);
    const holder = joined?.columns.find(
      ({ name }) => name === whose.name || name === `${other.name}_${whose.name}`,
    );
    if (joined === null) continue;
    const answers = { ...joined.answers, ...(holder ? { customer: holder.name } : {}) };
    const again = recogniseAs('orders', { ...joined, answers });
    if (again) return again;
  }
  return null;
}

/** A table that names no customer, with the customer of what it does name: of the order that a review is of. */
export async function withCustomer(
  warehouse: Warehouse,
  input: RelatedInput,
  { who, inputs }: { readonly who: ColumnProfile; readonly inputs: readonly RelatedInput[] },
): Promise<{ input: RelatedInput; customer: ColumnProfile } | null> {
  for (const other of inputs.filter((one) => one !== input)) {
    const join = findJoin(input, other);
    const whose = other.columns.find(
      (column) => column.name !== join?.to.name && isKey(column) && holdsIdsOf(column, who),
    );
    if (!join || !whose) continue;
    const joined = await joinOne(warehouse, input, other, join);
    const customer = joined?.columns.find(
      ({ name }) => name === whose.name || name === `${other.name}_${whose.name}`,
    );
    if (joined && customer) return { input: joined, customer };
  }
  return null;
}

/** Small whole numbers are found among ids whatever they count: only a name makes them ids. */
const holdsIdsOf = (column: ColumnProfile, owner: ColumnProfile): boolean =>
  overlap(column, owner).plain >= found &&
  (isTelling({ from: column }) ||
    column.name.toLowerCase() === owner.name.toLowerCase() ||
    nameFit('orders', 'customer_id', column) > 0.75);

interface Others {
  readonly others: Set<RelatedInput>;
  /** The column by which the rows alone name a customer: of a trip, the rider sooner than the driver. */
  readonly who: string | undefined;
}

/** The table with the columns of another that its key finds. */
async function extend(
  warehouse: Warehouse,
  base: RelatedInput,
  { others, who }: Others,
): Promise<RelatedInput | null> {
  const joins = [...others].flatMap((other) => {
    const join = findJoin(base, other);
    return join ? [{ other, join }] : [];
  });
  const brings = ({ other, join }: { other: RelatedInput; join: Join }) =>
    Number(!hasTime(base) && hasTime(other)) +
    Number(!namesCustomer(base) && namesCustomer(other)) +
    Number(!hasPrice(base) && hasPrice(other)) +
    0.5 * Number(join.from.name === who);
  joins.sort((a, b) => brings(b) - brings(a) || b.join.plain - a.join.plain || b.other.rows - a.other.rows);
  for (const { other, join } of joins) {
    others.delete(other);
    const joined = await joinOne(warehouse, base, other, join);
    if (joined !== null) return joined;
  }
  return null;
}

const hasPrice = (input: RelatedInput): boolean =>
  input.columns.some(
    (column) => Math.max(unitPriceFit(column), nameFit('subscriptions', 'monthly_amount', column)) > 0.75,
  );

const namesCustomer = (input: RelatedInput): boolean =>
  input.columns.some((column) => nameFit('orders', 'customer_id', column) > 0.75);

/** Without a time a table shows nobody who comes back. */
const hasTime = (input: RelatedInput): boolean => ofShape(input, 'time').length > 0;

/** `id` in both, counting the rows of both: each numbers its own, whatever the two have in common. */
const numberOwnRows = (a: ColumnProfile, b: ColumnProfile): boolean =>
  [a, b].every((column) => column.name.toLowerCase() === 'id' && isRowNumber(column));

/** Tables that are all numbered from one have equal ids: the longer one is not found in the shorter. */
function findJoin(base: RelatedInput, other: RelatedInput): Join | null {
  const keys = other.columns.filter((column) => isKey(column) && namesOneEach(column));
  const joins = keys.flatMap((to) =>
    base.columns
      .filter((from) => isKey(from))
      .filter((from) => to.distinct >= found * from.distinct && !numberOwnRows(from, to))
      .map((from) => ({ from, to, ...overlap(from, to) }))
      .filter((one) => one.plain >= found && (isTelling(one) || namedAlike(one, other))),
  );
  return joins.sort((a, b) => sameName(b) - sameName(a) || b.plain - a.plain)[0] ?? null;
}

/** Small whole numbers stand in every column that counts: that they are found says nothing. */
const isTelling = ({ from }: Pick<Join, 'from'>): boolean =>
  from.distinct >= 5 && !from.sample.every((value) => /^\d{1,4}(\.0)?$/.test(value));

/** The same name; or the key's own table, or its name but for `id`, in the other's: `plan` and `plans.id`. */
function namedAlike(join: Pick<Join, 'from' | 'to'>, other: RelatedInput): boolean {
  if (sameName(join) === 1) return true;
  const words = (name: string) =>
    wordsOf(name)
      .filter((word) => !/^(id|no|nr|key|code|number|fk|pk|file)$/.test(word))
      // ORDERID, orderid and order_id
      .map((word) => word.replace(/(?<=\p{L}{3})id$/u, '').replace(/s$/, ''));
  const from = words(join.from.name);
  return (
    from.length > 0 && from.every((word) => [...words(join.to.name), ...words(other.name)].includes(word))
  );
}

const isKey = (column: ColumnProfile): boolean =>
  ['id', 'count', 'maybe time', 'text', 'words'].includes(shapeOf(column));

const sameName = ({ from, to }: Pick<Join, 'from' | 'to'>): number =>
  Number(from.name.toLowerCase() === to.name.toLowerCase());

/** Null where every way to join them would make more rows than there are: a key then stands on several rows of the other table. */
async function joinOne(
  warehouse: Warehouse,
  base: RelatedInput,
  other: RelatedInput,
  join: Join,
): Promise<RelatedInput | null> {
  const repeated = holdsAddresses(join.to)
    ? await repeatedIn(warehouse, other, keySql('o', join.to, join))
    : { values: 0, addresses: 0 };
  if (repeated.values > 0) return joinOnceEach(warehouse, { base, other, join }, repeated.addresses);
  // ids that differ in case alone are different ids
  const asTheyAre = join.exact >= found && join.exact < join.plain ? [{ ...join, plain: join.exact }] : [];
  for (const way of [join, ...asTheyAre]) {
    const joined = joinBy(base, other, way);
    const [row] = await warehouse.rows(
      `select (select count(*) from ${readFrom(base)} b) as alone, (select count(*) from (${joined.query}) j) as joined`,
    );
    if (Number(row?.joined) > Number(row?.alone)) continue;
    return relatedQuery(warehouse, joined.input, joined.query, [...base.parts, ...other.parts]);
  }
  return null;
}

/** By addresses of which some are those of several. */
async function joinOnceEach(
  warehouse: Warehouse,
  { base, other, join }: { readonly base: RelatedInput; readonly other: RelatedInput; readonly join: Join },
  shared: number,
): Promise<RelatedInput> {
  const { from, to } = join;
  const sql = { l: keySql('l', from, join), o: keySql('o', to, join), h: keySql('h', to, join) };
  const by = { base, other, to, sql };
  const { input, query } = joinBy(base, other, join, onceEach(by));
  const questions = [...(base.questions ?? []), ...sharedQuestions(by, shared)];
  return relatedQuery(warehouse, { ...input, questions }, query, [...base.parts, ...other.parts]);
}

/** @param clause how they are joined; left out: by their keys as they are */
function joinBy(
  base: RelatedInput,
  other: RelatedInput,
  join: Join,
  clause = `left join ${readFrom(other)} h on ${keySql('h', join.to, join)} = ${keySql('l', join.from, join)}`,
): { input: RelatedInput; query: string } {
  const taken = new Set(base.columns.map(({ name }) => name.toLowerCase()));
  const carried = other.columns
    .filter((column) => column.name !== join.to.name)
    .map((column) => ({
      column,
      as: taken.has(column.name.toLowerCase()) ? `${other.name}_${column.name}` : column.name,
    }));
  const columns = carried.map(({ column, as }) =>
    as === column.name ? `h.${sqlName(as)}` : `h.${sqlName(column.name)} as ${sqlName(as)}`,
  );
  const query = `select l.*, ${columns.join(', ')}
from ${readFrom(base)} l
${clause}`;
  const input = {
    ...base,
    name: `${base.name}_${other.name}`,
    carried: [...(base.carried ?? []), { key: join.from.name, columns: carried.map(({ as }) => as) }],
    columns: [...base.columns, ...carried.map(({ column, as }) => ({ ...column, name: as }))],
    remarks: [
      ...base.remarks,
      `${share(join.plain)} of ${base.name}.${join.from.name} stand in ${other.name}.${join.to.name}${join.exact < join.plain ? ` once case, spaces, leading + and zeros, and .0 are set aside (${share(join.exact)} as they are)` : ''}`,
    ],
  };
  return { input, query };
}

/** Keys as text, by `plainKey` where they agree only so. */
function keySql(table: string, { name }: ColumnProfile, { exact, plain }: Join): string {
  const text = `cast(${table}.${sqlName(name)} as varchar)`;
  return exact >= plain - 0.001 ? text : plainKey(text);
}

const share = (part: number): string => write.percent(part);
