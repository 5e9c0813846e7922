import type { Warehouse } from '../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../contracts/profile.ts';
import { flagSql } from '../pipeline/recognise/flag-format.ts';
import { literal } from '../pipeline/sql/sql-text.ts';
import { sqlOfAmount } from './order-amount.ts';
import { isHarmless, isNobody, speaksOfRefund, speaksOfShipping, stateOf } from './order-words.ts';
import type { Question } from './proposal.ts';
import { isRounded } from './read-column.ts';
import { determines } from './relations.ts';
import { shapeOf } from './shape.ts';
import { into, sqlName, sqlText } from './sql-of-column.ts';
import { type OrderFindings, type Recognised, tableOf } from './which-source.ts';

/** What is no sale among the rows of orders, found by the columns that say so. */
export interface OrderEntries {
  /** Condition under which a row of its own pays back. */
  readonly refundRow?: string;
  /** Rows stand twice, once as the sale and once as what was paid back: `entry` tells which. */
  readonly paidBack?: { readonly amount: string; readonly at: ColumnProfile | null };
  readonly reads: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

/** Orders without the rows of nobody and without those that fell through; what was paid back is an entry of its own. */
export async function refineOrders(
  warehouse: Warehouse,
  found: Recognised,
): Promise<{ found: Recognised; entries: OrderEntries }> {
  const { order } = found;
  if (!order) return { found, entries: { reads: [], notes: [], questions: [] } };
  const nobody = nobodyOf(order.roles.customer);
  const states = await statesOf(warehouse, found, order);
  const where = [...nobody.conditions, ...states.conditions];
  const query = refinedQuery(found, where, states);
  return {
    found: query === undefined ? found : { ...found, query },
    entries: {
      ...(states.refundRow === undefined ? {} : { refundRow: states.refundRow }),
      ...(states.paidBack === undefined ? {} : { paidBack: states.paidBack }),
      reads: states.reads,
      notes: [...nobody.notes, ...states.notes],
      questions: [...nobody.questions, ...states.questions, ...roundedQuestions(order)],
    },
  };
}

function refinedQuery(found: Recognised, where: readonly string[], states: States): string | undefined {
  const { paidBack, backCondition } = states;
  if (where.length === 0 && !paidBack) return undefined;
  const from = found.query === undefined ? sqlName(found.input.name) : `(\n${found.query}\n)`;
  const condition = where.length === 0 ? '' : `\nwhere ${where.join('\n  and ')}`;
  if (!paidBack) return `select o.*\nfrom ${from} o${condition}`;
  const and = where.length === 0 ? 'where' : '\n  and';
  return `select o.*, 'sale' as entry\nfrom ${from} o${condition}
union all
select o.*, 'refund' as entry\nfrom ${from} o${condition} ${and} ${backCondition}`;
}

interface Nobody {
  readonly conditions: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

const fewBlanks = 0.02;

/** Rows of guests: without an id, or under one that stands for all of them. */
function nobodyOf(customer: ColumnProfile): Nobody {
  const [first, ...others] = customer.common;
  const next = others.find(({ value }) => !isNobody(value))?.rows ?? 0;
  const names = customer.common.filter(({ value, rows }) => isNobody(value) && rows > 3 * next);
  const blank = customer.rows - customer.filled;
  const guests = blank + names.reduce((sum, { rows }) => sum + rows, 0);
  const text = sqlText(customer);
  const list = names.map(({ value }) => literal(value)).join(', ');
  const isHouse =
    first !== undefined && names.length === 0 && first.rows > 0.08 * customer.filled && first.rows > 8 * next;
  const conditions = [
    ...(names.length > 0 || blank > fewBlanks * customer.rows
      ? [`nullif(trim(${text}), '') is not null`]
      : []),
    ...(names.length > 0 ? [`${text} not in (${list})`] : []),
  ];
  return {
    conditions,
    notes:
      conditions.length === 0
        ? []
        : [
            `${share(guests, customer.rows)} of the rows are of guests, without a ${customer.name} of their own: they are left out, since nobody stands behind them.`,
          ],
    questions: isHouse ? [houseQuestion(customer, first.value, first.rows)] : [],
  };
}

const houseQuestion = (customer: ColumnProfile, value: string, rows: number): Question => ({
  key: 'sources.orders.columns.customer_id',
  text: `one ${customer.name} stands on ${share(rows, customer.filled)} of the rows: is it a customer, or an account for everybody (guests, the till)?`,
  candidates: [`customer_id: { sql: "nullif(${sqlText(customer)}, ${literal(value)})" }`],
  decides: true,
});

const share = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)}%`;

const roundedQuestions = ({ roles }: OrderFindings): Question[] =>
  [
    ['customer_id', roles.customer],
    ['order_id', roles.order],
  ].flatMap(([name, column]) =>
    column && isRounded(column as ColumnProfile)
      ? [
          {
            key: `sources.orders.columns.${name}`,
            text: `a spreadsheet has rounded ${(column as ColumnProfile).name} (1.2E+19): different ids became the same. Export it anew, as text.`,
            decides: true,
          },
        ]
      : [],
  );

interface States {
  readonly conditions: readonly string[];
  readonly refundRow?: string;
  readonly paidBack?: { readonly amount: string; readonly at: ColumnProfile | null };
  readonly backCondition?: string;
  readonly reads: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

async function statesOf(warehouse: Warehouse, found: Recognised, order: OrderFindings): Promise<States> {
  const { roles } = order;
  const used = [roles.at, roles.customer, roles.order, ...amountColumns(order)].map((column) => column?.name);
  const free = found.input.columns.filter(({ name }) => !used.includes(name));
  const at = free.find((column) => shapeOf(column) === 'time' && speaksOfRefund(column.name)) ?? null;
  const back = free.find((column) => isRefundAmount(column)) ?? null;
  const flag = free.find((column) => isRefundFlag(column)) ?? null;
  const spoken = free.filter((column) => column !== flag).flatMap((column) => spokenStates(column));
  const failed = spoken.filter(({ failed: words }) => words.length > 0).map(notFailed);
  const refunded = spoken.find(({ refunded: words }) => words.length > 0);
  const value = sqlOfAmount(order, null);
  const partly = spoken.filter(({ part }) => part && back === null).map(({ column }) => partQuestion(column));
  const base = {
    conditions: failed,
    reads: [
      ...spoken.map(({ column }) => column.name),
      ...[at, back, flag].flatMap((column) => (column ? [column.name] : [])),
    ],
    questions: [
      ...partly,
      ...silentQuestions(free, found, [at, back, flag, ...spoken.map(({ column }) => column)]),
    ],
  };
  const notes =
    failed.length === 0
      ? []
      : [`Orders that ${spoken.map(({ column }) => column.name).join(', ')} says fell through are left out.`];
  if (back) {
    const sum = `abs(${decimal(back)})`;
    return {
      ...base,
      backCondition: `${sum} > 0`,
      paidBack: { amount: sum, at },
      notes: [...notes, `What ${back.name} says was paid back stands as a refund of its own, ${dayOf(at)}.`],
    };
  }
  const condition = refunded
    ? inWords(refunded.column, refunded.refunded)
    : flag
      ? isYes(flag)
      : at
        ? `nullif(trim(${sqlText(at)}), '') is not null`
        : null;
  if (condition === null) return { ...base, notes };
  const column = (refunded?.column ?? flag ?? at) as ColumnProfile;
  if (await areRowsOfTheirOwn(warehouse, found, { order, condition, value, column }))
    return {
      ...base,
      refundRow: condition,
      notes: [
        ...notes,
        `Rows that ${column.name} calls so are taken for refunds, and their amounts for negative.`,
      ],
    };
  return {
    ...base,
    backCondition: condition,
    paidBack: { amount: `abs(${value})`, at },
    notes: [
      ...notes,
      `Orders that ${column.name} says were paid back stand twice: as the sale, and as a refund ${dayOf(at)}.`,
    ],
  };
}

const dayOf = (at: ColumnProfile | null): string =>
  at ? `at ${at.name}` : 'on the day of the order, since no other is known';

function amountColumns({ amount }: OrderFindings): (ColumnProfile | null)[] {
  const { role, quantity } = amount;
  return role.kind === 'product' ? [role.quantity, role.price, role.less] : [role.amount, quantity];
}

interface Spoken {
  readonly column: ColumnProfile;
  readonly failed: readonly string[];
  readonly refunded: readonly string[];
  readonly part: boolean;
}

/** A column of few words, some of which say that there was no sale or that it was paid back. */
function spokenStates(column: ColumnProfile): Spoken[] {
  if (shapeOf(column) !== 'words' || column.common.length < column.distinct) return [];
  const states = column.common.map(({ value }) => ({
    value,
    state: stateOf(value, speaksOfShipping(column.name)),
  }));
  const of = (wanted: string) => states.filter(({ state }) => state === wanted).map(({ value }) => value);
  const spoken = {
    column,
    failed: of('failed'),
    refunded: of('refunded'),
    part: of('part refunded').length > 0,
  };
  return spoken.failed.length + spoken.refunded.length + Number(spoken.part) > 0 ? [spoken] : [];
}

const inWords = (column: ColumnProfile, words: readonly string[]): string =>
  `${sqlText(column)} in (${words.map(literal).join(', ')})`;

const notFailed = ({ column, failed }: Spoken): string =>
  `coalesce(${sqlText(column)}, '') not in (${failed.map(literal).join(', ')})`;

const isRefundAmount = (column: ColumnProfile): boolean =>
  ['number', 'count'].includes(shapeOf(column)) &&
  speaksOfRefund(column.name) &&
  flagSql(column.sample) === null;

const isRefundFlag = (column: ColumnProfile): boolean =>
  speaksOfRefund(column.name) && column.distinct <= 4 && flagSql(column.sample) !== null;

const isYes = (column: ColumnProfile): string => {
  const sql = into(flagSql(column.sample) ?? '{}', column);
  return `lower(cast(${sql} as varchar)) in ('true', 't', 'yes', 'y', '1')`;
};

const decimal = (column: ColumnProfile): string => sqlOfAmount({ kind: 'row', amount: column }, null);

interface OwnRows {
  readonly order: OrderFindings;
  readonly condition: string;
  readonly value: string;
  readonly column: ColumnProfile;
}

/** A refund is a row of its own where its amount is negative, or where the order's sale stands beside it. */
async function areRowsOfTheirOwn(
  warehouse: Warehouse,
  found: Recognised,
  { order, condition, value, column }: OwnRows,
): Promise<boolean> {
  const key = order.roles.order ? sqlText(order.roles.order) : 'null';
  const [row] = await warehouse.rows(
    `select count_if(back) as n, count_if(back and v < 0) as negative, count_if(back and sales > 0) as beside from (
       select back, v, sum(case when back then 0 else 1 end) over (partition by k) as sales
       from (select ${condition} as back, ${value} as v, ${key} as k from ${tableOf(found)}) a) b`,
  );
  const n = Number(row?.n ?? 0);
  if (Number(row?.negative ?? 0) > n / 2) return true;
  const wholeOrder =
    order.roles.order !== null && determines(found.input.relations, order.roles.order.name, column.name);
  if (order.roles.order !== null && !wholeOrder) return Number(row?.beside ?? 0) > n / 2;
  return /kind|type|typ|art$|tipo|vorgang|soort|druh|тип/i.test(column.name);
}

const partQuestion = (column: ColumnProfile): Question => ({
  key: 'sources.orders.columns.amount',
  text: `${column.name} says that some orders were paid back in part, but no column says how much: they count in full.`,
  candidates: [],
  decides: true,
});

/** Columns of few words that nobody here understands: one of them may say that there was no sale. */
function silentQuestions(
  free: readonly ColumnProfile[],
  found: Recognised,
  known: readonly (ColumnProfile | null)[],
): Question[] {
  const read = found.matches.map(({ column }) => column.name);
  const silent = free.filter(
    (column) =>
      !known.includes(column) &&
      !read.includes(column.name) &&
      !isHarmless(column.name) &&
      (isMarginal(column) || isRareSum(column)),
  );
  if (silent.length === 0) return [];
  const names = silent.map(({ name }) => name).join(', ');
  return [
    {
      key: 'sources.orders',
      text: `${names} ${silent.length === 1 ? 'is' : 'are'} not understood. Does ${silent.length === 1 ? 'it' : 'one of them'} say that an order fell through or was paid back? Then leave such rows out or map them to kind; otherwise delete the line.`,
      candidates: silent.flatMap((column) =>
        isRareSum(column) ? [`what is paid back: ${column.name}`] : [`where ${sqlName(column.name)} <> '…'`],
      ),
      decides: true,
    },
  ];
}

/** Nearly all rows say one thing and a few another. */
function isMarginal(column: ColumnProfile): boolean {
  const [first] = column.common;
  if (shapeOf(column) !== 'words' && !(column.distinct <= 3 && column.distinct > 1)) return false;
  if (column.distinct < 2 || column.distinct > 12 || first === undefined) return false;
  const all = column.filled;
  const words = column.common.every(({ value }) => stateOf(value) === 'sold');
  return !words && first.rows >= 0.75 * all && first.rows < all;
}

/** A sum on few rows. */
function isRareSum(column: ColumnProfile): boolean {
  if (shapeOf(column) !== 'number') return false;
  const zeros = column.common.find(({ value }) => Number(value.replace(',', '.')) === 0)?.rows ?? 0;
  const n = column.filled - zeros;
  return n > 0 && n < 0.3 * column.rows;
}
