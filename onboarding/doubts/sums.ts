import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { amountNameFit } from '../columns/synonyms.ts';
import { columnsOf } from '../orders/amount-roles.ts';
import { comesOnTop, isDiscount, isRate } from '../orders/like-amounts.ts';
import { asDecimal, rowsOfOrder, sqlOfAmount } from '../orders/order-amount.ts';
import { numberOf } from '../read/read-column.ts';
import { determines } from '../read/relations.ts';
import { isRound, ofShape, shapeOf } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type OrderFindings, type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import {
  isCalledOtherwise,
  isMadeOf,
  isNoMoney,
  isOfAnother,
  isRunning,
  isWithExtras,
  type SumRow,
} from './explained.ts';
import type { Doubted } from './settled.ts';

const mostRows = 4000;
const mostColumns = 40;
/** Sums that make up less of the amount than this change little, whatever they are. */
const little = 0.05;
const few = 0.01;
const mostShown = 4;
const mostCounts = 3;

interface Rival {
  readonly column: ColumnProfile;
  readonly sum: number;
  /** Sums of it times each count. */
  readonly byUnits: readonly number[];
}

/** Sums beside the amount of orders that are read nowhere, and that nothing explains: one of them may be what was paid, or a part of it. */
export async function sumDoubts({ warehouse, found, isSettled }: Doubted): Promise<Question[]> {
  const { order } = found;
  if (!order || order.amount.told || order.amount.role.kind === 'sides') return [];
  const numbers = numbersOf(found, order);
  const off = numbers.filter((column) => isTakenOff(column, order) && !isSettled(column.name));
  const free = numbers.filter(
    (column) =>
      !isSettled(column.name) &&
      column.distinct > 1 &&
      mayBeMoney(column) &&
      !isNoMoney(column) &&
      !isOfAnother(column, found, order),
  );
  if (free.length === 0) return off.map((column) => offQuestion(column, order));
  const amounts = columnsOf(order.amount.role).map(({ name }) => name);
  const understood = numbers
    .filter((column) => amounts.includes(column.name) || !free.includes(column) || isCalledOtherwise(column))
    .map(({ name }) => name);
  const called = (test: (column: ColumnProfile) => boolean) => numbers.filter(test).map(({ name }) => name);
  const rows = await sampleOf({ warehouse, found }, order, numbers);
  const unexplained = free.filter(
    (column) =>
      !isCalledOtherwise(column) &&
      !isMadeOf(column.name, rows, understood) &&
      !isWithExtras(column.name, rows, { onTop: called(comesOnTop), off: called(isDiscount) }) &&
      !isRunning(column.name, rows),
  );
  if (unexplained.length === 0) return off.map((column) => offQuestion(column, order));
  const { taken, rivals } = await sumsOf({ warehouse, found }, order, unexplained);
  const material = rivals.filter(
    ({ column, sum, byUnits }) =>
      Math.abs(sum) > little * Math.abs(taken) &&
      !(isOfOrder(column, found, order) && isTotalOf(sum, taken)) &&
      !(order.amount.role.kind === 'total' && [sum, ...byUnits].some((lines) => isTotalOf(taken, lines))),
  );
  return [
    ...off.map((column) => offQuestion(column, order)),
    ...(material.length === 0 ? [] : [question(order, taken, material)]),
  ];
}

/** A discount beside units and a price, which nothing takes off. */
const isTakenOff = (column: ColumnProfile, { amount: { role } }: OrderFindings): boolean =>
  role.kind === 'product' && role.less === null && (isDiscount(column) || isRate(column)) && hasSome(column);

/** On more rows than a few. */
const hasSome = ({ filled, rows, common }: ColumnProfile): boolean => {
  const zeros = common.find(({ value }) => Number(value.replace(',', '.')) === 0)?.rows ?? 0;
  return filled - zeros > few * rows;
};

function offQuestion(column: ColumnProfile, { amount: { role } }: OrderFindings): Question {
  const product = columnsOf(role)
    .slice(0, 2)
    .map(({ name }) => name)
    .join(' * ');
  const [units, price] = columnsOf(role).map(({ name }) => sqlName(name));
  const off = isRate(column)
    ? `${units} * ${price} * (1 - ${sqlName(column.name)})`
    : `${units} * ${price} - ${sqlName(column.name)}`;
  return {
    key: 'sources.orders.columns.amount',
    text: `${column.name} is not taken off ${product}, and nothing shows whether the price has it off already. Has it? Then delete the line; otherwise take it off.`,
    candidates: [`amount: { sql: ${JSON.stringify(off)} }`],
    answers: [product, `${product} - ${column.name}`],
    decides: true,
  };
}

function numbersOf({ input }: Recognised, { roles }: OrderFindings): ColumnProfile[] {
  const own = [roles.order, roles.customer, roles.at].map((column) => column?.name);
  return ofShape(input, 'number', 'count', 'id')
    .filter((column) => !own.includes(column.name) && numberOf(column) !== null)
    .slice(0, mostColumns);
}

const mayBeMoney = (column: ColumnProfile): boolean =>
  shapeOf(column) === 'number' ||
  amountNameFit(column) > 0.5 ||
  (shapeOf(column) === 'id' && isRound(column));

/** The same on all lines of an order. */
function isOfOrder(
  { name }: ColumnProfile,
  { input: { relations } }: Recognised,
  { roles }: OrderFindings,
): boolean {
  const groups = relations.groups[roles.order?.name ?? ''];
  return (
    groups !== undefined &&
    groups.several > 0.05 * groups.keys &&
    determines(relations, roles.order?.name ?? '', name)
  );
}

/** The lines of the orders, with no more than tax and carriage on top. */
const isTotalOf = (sum: number, lines: number): boolean => sum > 0.98 * lines && sum < 1.35 * lines;

type Table = Pick<Doubted, 'warehouse' | 'found'>;

async function sampleOf(
  { warehouse, found }: Table,
  order: OrderFindings,
  numbers: readonly ColumnProfile[],
): Promise<SumRow[]> {
  const selected = numbers.map((column, i) => `cast(${asDecimal(column)} as double) as n_${i}`);
  const rows = await warehouse.rows(
    `select cast(${sqlOfAmount(order, null)} as double) as amount, ${sqlText(order.roles.customer)} as customer, ${selected.join(', ')} from ${tableOf(found)} limit ${mostRows}`,
  );
  return rows
    .filter(({ amount }) => amount != null)
    .map((row) => ({
      amount: Number(row.amount),
      customer: String(row.customer ?? ''),
      numbers: Object.fromEntries(
        numbers.map(({ name }, i) => [name, row[`n_${i}`] == null ? null : Number(row[`n_${i}`])]),
      ),
    }));
}

async function sumsOf(
  { warehouse, found }: Table,
  order: OrderFindings,
  columns: readonly ColumnProfile[],
): Promise<{ taken: number; rivals: Rival[] }> {
  const once = rowsOfOrder(order, found.input.columns, false);
  const worthOf = (column: ColumnProfile) =>
    isOfOrder(column, found, order)
      ? sqlOfAmount({ kind: 'total', amount: column }, once)
      : asDecimal(column);
  const counts = ofShape(found.input, 'count').slice(0, mostCounts);
  const values = columns.flatMap((column) => [
    worthOf(column),
    ...counts.map((count) => `${asDecimal(column)} * ${asDecimal(count)}`),
  ]);
  const [row] = await warehouse.rows(
    `select sum(taken) as taken, ${values.map((_, i) => `sum(s_${i}) as sum_${i}`).join(', ')} from (
       select ${sqlOfAmount(order, once)} as taken, ${values.map((value, i) => `${value} as s_${i}`).join(', ')} from ${tableOf(found)}) s`,
  );
  const sums = values.map((_, i) => Number(row?.[`sum_${i}`] ?? 0));
  return {
    taken: Number(row?.taken ?? 0),
    rivals: columns.map((column, i) => {
      const [sum = 0, ...byUnits] = sums.slice(i * (counts.length + 1), (i + 1) * (counts.length + 1));
      return { column, sum, byUnits };
    }),
  };
}

function question({ amount: { role } }: OrderFindings, taken: number, rivals: readonly Rival[]): Question {
  const money = (value: number) => write.number(value, 2);
  const shown = rivals.slice(0, mostShown);
  const sums = shown.map(({ column, sum }) => `${column.name} (${money(sum)} in all)`);
  const more = rivals.length > shown.length ? ` and ${rivals.length - shown.length} more` : '';
  const names = columnsOf(role).map(({ name }) => name);
  const called = role.kind === 'product' ? names.slice(0, 2).join(' × ') : names[0];
  const one = rivals.length === 1;
  return {
    key: 'sources.orders.columns.amount',
    text: `${sums.join(', ')}${more} ${one ? 'is' : 'are'} not used, and no other column explains ${one ? 'it' : 'them'}; ${called} (${money(taken)}) is taken for what was paid. Is ${one ? 'it' : 'one of them'} that, or a part of it? Then write it; otherwise delete the line.`,
    candidates: shown.map(({ column }) => `amount: ${column.name}`),
    answers: [...(role.kind === 'row' ? names.slice(0, 1) : []), ...shown.map(({ column }) => column.name)],
    decides: true,
  };
}
