import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { currencyOf, markSql } from '../../pipeline/recognise/number-format.ts';
import { write } from '../../pipeline/reports/format.ts';
import { literal } from '../../pipeline/sql/sql-text.ts';
import { find } from '../columns/propose-columns.ts';
import { numberOf } from '../read/read-column.ts';
import { determines } from '../read/relations.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName, sqlText } from '../read/sql-of-column.ts';
import { type OrderFindings, type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { columnsOf } from './amount-roles.ts';
import { asDecimal } from './order-amount.ts';

/**
 * What a row is worth, and whose it is, where rows tell one sale several times, one row undoes another, amounts are of several
 * currencies, or customers are written in several ways: no name needs to say so, since the columns show it. What it means only a
 * person knows.
 */
export async function toldAgainQuestions(warehouse: Warehouse, found: Recognised): Promise<Question[]> {
  const { order } = found;
  if (!order || order.amount.told) return [];
  return [
    ...(await inEitherCase(warehouse, found, order)),
    ...(await ofSeveralCurrencies(warehouse, found, order)),
    ...(await undoingRows(warehouse, found, order)),
    ...(await versions(warehouse, found, order)),
    ...steps(found, order),
  ];
}

/** Of the rows, keys or orders that a question is about, the share that must show it. */
const mostly = 0.9;
const fewest = 10;

const filled = (column: ColumnProfile): string => `nullif(trim(${sqlText(column)}), '')`;

/** Addresses and names of customers that differ in case alone; codes may be told apart by it. */
async function inEitherCase(
  warehouse: Warehouse,
  found: Recognised,
  { roles: { customer } }: OrderFindings,
): Promise<Question[]> {
  if (!customer.sample.some((value) => /@|\S\s+\S/.test(value))) return [];
  const one = `lower(${filled(customer)})`;
  const [row] = await warehouse.rows(
    `select count(*) as n, coalesce(sum(ways), 0) as ways
     from (select count(distinct ${filled(customer)}) as ways from ${tableOf(found)} where ${one} like '%@%' or ${one} like '% %' group by ${one}) c
     where ways > 1`,
  );
  const [n, ways] = [Number(row?.n ?? 0), Number(row?.ways ?? 0)];
  if (n < fewest || n < 0.01 * customer.distinct) return [];
  return [
    {
      key: 'sources.orders.columns.customer_id',
      text: `${write.count(n)} customers in ${customer.name} are written in ${write.count(ways)} ways that differ in case alone, and each way counts as a customer. Are they the same? Then write them in one case, in every source that has them; otherwise delete the line.`,
      candidates: [`customer_id: { sql: ${JSON.stringify(`lower(trim(${sqlText(customer)}))`)} }`],
      decides: true,
    },
  ];
}

/** Signs and codes of several currencies beside the amounts, where no column names the currency. */
async function ofSeveralCurrencies(
  warehouse: Warehouse,
  found: Recognised,
  { amount }: OrderFindings,
): Promise<Question[]> {
  const column = columnsOf(amount.role).find((one) => numberOf(one)?.sql !== undefined);
  if (!column || find(found, 'currency')) return [];
  const rows = await warehouse.rows(
    `select ${markSql(sqlText(column))} as mark, count(*) as n from ${tableOf(found)} group by 1 order by 2 desc, 1 limit 20`,
  );
  const marks = rows.map(({ mark }) => String(mark ?? '')).filter((mark) => currencyOf(mark) !== null);
  const codes = [...new Set(marks.map(currencyOf))];
  const [main, ...others] = codes;
  if (!main || others.length === 0) return [];
  const cases = marks
    .filter((mark) => currencyOf(mark) !== main)
    .map((mark) => `when ${markSql(sqlText(column))} = ${literal(mark)} then '${currencyOf(mark)}'`);
  return [
    {
      key: 'business.rates',
      text: `${column.name} holds amounts in ${codes.join(' and ')}, which are added up as they stand. Say in which each row is, and under business.rates what one of each is worth.`,
      candidates: [
        `currency: { sql: ${JSON.stringify(`case ${cases.join(' ')} else '${main}' end`)} }`,
        `rates: { ${others.map((code) => `${code}: …`).join(', ')} }`,
      ],
      decides: true,
    },
  ];
}

/** A column that is filled on few rows and names the orders of other rows: what is cancelled, credited or replaced by these. */
async function undoingRows(
  warehouse: Warehouse,
  found: Recognised,
  { roles }: OrderFindings,
): Promise<Question[]> {
  const own = roles.order;
  if (!own) return [];
  const candidates = found.input.columns.filter(
    (column) =>
      ![own, roles.customer, roles.at].includes(column) &&
      column.filled >= fewest &&
      column.filled < 0.5 * column.rows &&
      column.distinct > 0.5 * column.filled,
  );
  const questions: Question[] = [];
  for (const column of candidates) {
    const [row] = await warehouse.rows(
      `select count(*) as n, count(o.own) as named
       from (select distinct ${filled(column)} as other, ${filled(own)} as own from ${tableOf(found)}) r
       left join (select distinct ${filled(own)} as own from ${tableOf(found)}) o on o.own = r.other and o.own <> r.own
       where r.other is not null`,
    );
    const [n, named] = [Number(row?.n ?? 0), Number(row?.named ?? 0)];
    if (n < fewest || named < mostly * n) continue;
    questions.push({
      key: 'sources.orders',
      text: `${column.name} names another ${own.name} on ${write.count(n)} rows, and all rows count as sales. Do these rows undo or replace the ones that they name? Then map them to kind, or leave out what was replaced; otherwise delete the line.`,
      candidates: [
        `kind: { sql: ${JSON.stringify(`case when ${filled(column)} is null then 'sale' else 'refund' end`)} }`,
      ],
      decides: true,
    });
  }
  return questions;
}

/** Amounts of one order within this of each other are alike. */
const alike = 0.25;

/** A counter within orders whose rows have nearly the same amount: lines of an order differ as orders do. */
async function versions(
  warehouse: Warehouse,
  found: Recognised,
  { roles, amount }: OrderFindings,
): Promise<Question[]> {
  const { order } = roles;
  const groups = found.input.relations.groups[order?.name ?? ''];
  if (!order || amount.role.kind !== 'row' || !groups || groups.several < 0.05 * groups.keys) return [];
  const value = amount.role.amount;
  const differing = found.input.columns.filter(
    (column) => column !== value && (groups.differing[column.name] ?? 0) > 0.5,
  );
  const counter = differing.find((column) => ofShape(found.input, 'count', 'id').includes(column));
  if (!counter || differing.length > 1 || find(found, 'product_id')) return [];
  const version = `try_cast(${sqlText(counter)} as double)`;
  const of = `abs(${asDecimal(value)})`;
  const [row] = await warehouse.rows(
    `select count(*) as several, count_if(hi - lo <= ${alike} * hi) as alike, count_if(hi > lo) as differ,
       stddev_pop(hi) as spread, avg(hi) as mean
     from (select min(${of}) as lo, max(${of}) as hi, count(distinct ${sqlText(counter)}) as n
       from ${tableOf(found)} group by ${sqlText(order)}) o where n > 1`,
  );
  const [several, near, differ, spread, mean] = [
    row?.several,
    row?.alike,
    row?.differ,
    row?.spread,
    row?.mean,
  ].map((figure) => Number(figure ?? 0)) as [number, number, number, number, number];
  if (several < 5 * fewest || near < 0.8 * several || differ < 0.5 * several || spread < alike * mean)
    return [];
  return [
    {
      key: 'sources.orders',
      text: `the rows of one ${order.name} differ in ${counter.name} and have nearly the same ${value.name}, and each counts. Are they versions of one order? Then keep the last of each in the query; otherwise delete the line.`,
      candidates: [
        `where (${sqlText(order)}, ${version}) in (select ${sqlText(order)}, max(${version}) from ${tableOf(found)} group by 1)`,
      ],
      decides: true,
    },
  ];
}

/** Where no column numbers the orders: one that tells customer and amount, but stands on rows of several times. */
function steps(found: Recognised, { roles, amount }: OrderFindings): Question[] {
  const { relations, columns } = found.input;
  if (roles.order || amount.role.kind !== 'row') return [];
  const value = amount.role.amount;
  const key = columns.find((column) => {
    const groups = relations.groups[column.name];
    return (
      groups !== undefined &&
      ![roles.customer, roles.at, value].includes(column) &&
      groups.several > 0.5 * groups.keys &&
      // amounts that belong to a plan are few
      value.distinct > Math.max(50, 0.1 * groups.keys) &&
      determines(relations, column.name, roles.customer.name) &&
      determines(relations, column.name, value.name) &&
      !determines(relations, column.name, roles.at.name) &&
      !determines(relations, roles.customer.name, column.name)
    );
  });
  if (!key) return [];
  const step = ofShape(found.input, 'words').find(
    ({ name }) => (relations.groups[key.name]?.differing[name] ?? 0) > 0.5,
  );
  return [
    {
      key: 'sources.orders',
      text: `each ${key.name} stands on several rows of different times with the same ${value.name}, and each row counts as a sale. Are they steps of one order? Then keep one row of each; otherwise delete the line.`,
      candidates: step
        ? [`where ${sqlName(step.name)} = '…'`, `order_id: ${key.name}`]
        : [`order_id: ${key.name}`],
      decides: true,
    },
  ];
}
