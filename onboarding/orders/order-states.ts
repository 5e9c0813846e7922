import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { determines } from '../read/relations.ts';
import { shapeOf } from '../read/shape.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type OrderFindings, type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { columnsOf } from './amount-roles.ts';
import { sqlOfAmount } from './order-amount.ts';
import { speaksOfRefund } from './order-words.ts';
import { calledOffQuestions, silentQuestions } from './silent-columns.ts';
import {
  inWords,
  isRefundAmount,
  isRefundFlag,
  isYes,
  notFailed,
  type Spoken,
  spokenStates,
} from './spoken-states.ts';

/** What fell through and what was paid back among the rows of orders. */
export interface States {
  readonly conditions: readonly string[];
  readonly refundRow?: string;
  readonly paidBack?: { readonly amount: string; readonly at: ColumnProfile | null };
  readonly backCondition?: string;
  readonly reads: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

export async function statesOf(
  warehouse: Warehouse,
  found: Recognised,
  order: OrderFindings,
): Promise<States> {
  const { roles } = order;
  const used = [roles.at, roles.customer, roles.order, ...amountColumns(order)].map((column) => column?.name);
  const others = found.input.columns.filter(({ name }) => !used.includes(name));
  const owned = others.filter(
    (column) => spokenStates(column).length > 0 && isOfAnother(column, found, order),
  );
  const free = others.filter((column) => !owned.includes(column));
  const at = free.find((column) => shapeOf(column) === 'time' && speaksOfRefund(column.name)) ?? null;
  const sums = free.filter((column) => isRefundAmount(column));
  const back = sums.find((column) => !isOnMostRows(column)) ?? null;
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
      ...sums.filter(isOnMostRows).map(mostRowsQuestion),
      ...spoken.filter(({ waiting }) => waiting.length > 0).map(waitingQuestion),
      ...(await countedUnknown(warehouse, found, { spoken, failed })).map(unknownQuestion),
      ...owned.map(ownedQuestion),
      ...(failed.length === 0 ? calledOffQuestions(free.filter((column) => column !== at)) : []),
      ...silentQuestions(free, found, [at, back, flag, ...spoken.map(({ column }) => column)]),
    ],
  };
  const notes =
    failed.length === 0
      ? []
      : [`Orders that ${spoken.map(({ column }) => column.name).join(', ')} says fell through are left out.`];
  if (back) {
    const sum = `abs(${decimal(back)})`;
    const apart = refunded && (await areBeside(warehouse, found, { back: sum, refunded }));
    return {
      ...base,
      questions: [...base.questions, ...(refunded && apart ? [besideQuestion(back, refunded)] : [])],
      backCondition: `${sum} > 0`,
      paidBack: { amount: sum, at },
      notes: [...notes, `What ${back.name} says was paid back stands as a refund of its own, ${dayOf(at)}.`],
    };
  }
  const said = [
    ...(refunded ? [inWords(refunded.column, refunded.refunded)] : []),
    ...(flag ? [isYes(flag)] : []),
  ];
  const condition =
    said.length > 1
      ? `(${said.join(' or ')})`
      : (said[0] ?? (at ? `nullif(trim(${sqlText(at)}), '') is not null` : null));
  if (condition === null) return { ...base, notes };
  const column = (refunded?.column ?? flag ?? at) as ColumnProfile;
  const names = [refunded?.column, flag].flatMap((one) => (one ? [one.name] : []));
  const called = names.length > 1 ? names.join(' or ') : column.name;
  if (await areRowsOfTheirOwn(warehouse, found, { order, condition, value, column }))
    return {
      ...base,
      refundRow: condition,
      notes: [
        ...notes,
        `Rows that ${called} calls so are taken for refunds, and their amounts for negative.`,
      ],
    };
  return {
    ...base,
    backCondition: condition,
    paidBack: { amount: `abs(${value})`, at },
    notes: [
      ...notes,
      `Orders that ${called} says were paid back stand twice: as the sale, and as a refund ${dayOf(at)}.`,
    ],
  };
}

/** Hardly any shop pays back most of what it sells. */
const isOnMostRows = ({ filled, rows, common }: ColumnProfile): boolean => {
  const zeros = common.find(({ value }) => Number(value.replace(',', '.')) === 0)?.rows ?? 0;
  return filled - zeros > 0.5 * rows;
};

const mostRowsQuestion = ({ name }: ColumnProfile): Question => ({
  key: 'sources.orders',
  text: `${name} is called what was paid back, but stands on most rows, so it counts for nothing. Was it? Then subtract it; otherwise delete the line.`,
  candidates: [`what is paid back: ${name}`],
  decides: true,
});

/** Words that are not understood, where they stand on rows that count: not on those that another column leaves out. */
async function countedUnknown(
  warehouse: Warehouse,
  found: Recognised,
  { spoken, failed }: { readonly spoken: readonly Spoken[]; readonly failed: readonly string[] },
): Promise<Spoken[]> {
  const odd = spoken.filter(({ unknown }) => unknown.length > 0);
  if (odd.length === 0 || failed.length === 0) return odd;
  const counts = odd.map(({ column, unknown }, i) => `count_if(${inWords(column, unknown)}) as n_${i}`);
  const [row] = await warehouse.rows(
    `select ${counts.join(', ')} from ${tableOf(found)} where ${failed.join(' and ')}`,
  );
  return odd.filter((_, i) => Number(row?.[`n_${i}`] ?? 0) > 0);
}

const dayOf = (at: ColumnProfile | null): string =>
  at ? `at ${at.name}` : 'on the day of the order, since no other is known';

function amountColumns({ amount }: OrderFindings): (ColumnProfile | null)[] {
  const { role, quantity } = amount;
  return [...columnsOf(role), ...(role.kind === 'product' ? [] : [quantity])];
}

const decimal = (column: ColumnProfile): string => sqlOfAmount({ kind: 'row', amount: column }, null);

interface BesideSum {
  readonly back: string;
  readonly refunded: Spoken;
}

/** Rows that are called refunds, without anything in the column of what was paid back: they are rows of another kind. */
async function areBeside(
  warehouse: Warehouse,
  found: Recognised,
  { back, refunded }: BesideSum,
): Promise<boolean> {
  const said = inWords(refunded.column, refunded.refunded);
  const [row] = await warehouse.rows(
    `select count_if(${said}) as n, count_if(${said} and coalesce(${back}, 0) = 0) as beside from ${tableOf(found)}`,
  );
  return Number(row?.beside ?? 0) > Number(row?.n ?? 0) / 2;
}

const besideQuestion = (back: ColumnProfile, { column, refunded }: Spoken): Question => ({
  key: 'sources.orders.columns.kind',
  text: `${column.name} calls some rows ${refunded.map((word) => `"${word}"`).join(', ')} of which ${back.name} says nothing, and they count as sales. Are they what was paid back? Then map them to refund, with a negative amount; otherwise delete the line.`,
  candidates: [`kind: { sql: "case when ${inWords(column, refunded)} then 'refund' else entry end" }`],
  decides: true,
});

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

/** Of so many customers with several orders it would show that these end differently. */
const fewestSeen = 10;

/**
 * What a customer, a contract or a product is now, on all rows of it: no word on any single order. Such a key stands on
 * several times, and hardly one of them with two states.
 */
function isOfAnother(column: ColumnProfile, { input }: Recognised, { roles }: OrderFindings): boolean {
  const { relations } = input;
  return Object.entries(relations.groups).some(
    ([key, { keys, several, differing }]) =>
      key !== column.name &&
      input.columns.some(
        (one) => one.name === key && shapeOf(one) === 'id' && one.filled >= 0.98 * one.rows,
      ) &&
      key !== roles.order?.name &&
      several > 0.3 * keys &&
      several * (differing[roles.at.name] ?? 0) >= fewestSeen &&
      (differing[column.name] ?? 1) <= 0.001 &&
      !determines(relations, key, roles.at.name),
  );
}

const ownedQuestion = (column: ColumnProfile): Question => ({
  key: 'sources.orders',
  text: `${column.name} is the same on all orders of a customer, a contract or a product, so it is taken for what became of that and not of the orders, all of which count. Does it speak of the orders? Then leave those out that fell through.`,
  decides: true,
});

/** Where some words of a column speak of refunds or failures, those that are not understood may as well. */
const unknownQuestion = ({ column, unknown }: Spoken): Question => ({
  key: 'sources.orders.columns.kind',
  text: `${column.name} says of some rows that they fell through or were paid back; what ${unknown.map((word) => `"${word}"`).join(', ')} ${unknown.length === 1 ? 'says is' : 'say is'} not understood, and such rows are taken for sales. If they are none, leave them out in the query or map them to refund; otherwise delete the line.`,
  candidates: [`kind: { sql: "case when ${inWords(column, unknown)} then 'refund' else 'sale' end" }`],
  decides: true,
});

/** Where most orders wait to be paid, leaving those out would leave nothing. */
const waitingQuestion = ({ column, waiting }: Spoken): Question => ({
  key: 'sources.orders',
  text: `${column.name} says ${waiting.map((word) => `"${word}"`).join(', ')} of most orders, and they are taken for sales. Are they, as where people pay on delivery? Otherwise leave them out in the query.`,
  candidates: [`where ${notFailed({ column, failed: waiting })}`],
  decides: true,
});

const partQuestion = (column: ColumnProfile): Question => ({
  key: 'sources.orders.columns.amount',
  text: `${column.name} says that some orders were paid back in part, but no column says how much: they count in full.`,
  candidates: [],
  decides: true,
});
