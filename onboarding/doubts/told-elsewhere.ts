import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { asDecimal } from '../orders/order-amount.ts';
import { typedRows } from '../read/measure.ts';
import { numberOf } from '../read/read-column.ts';
import { ofShape } from '../read/shape.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import type { Doubted, Doubts, Settled } from './settled.ts';

/** Customers who tell. */
const fewest = 30;
const agree = 0.9;
/** Where so many agree it is the same figure, and the others are wrong in one of the two. */
const partly = 0.4;
/** One is so many times the other for so many customers: of another unit, or with tax. */
const proportional = 0.8;
const mostColumns = 12;
/** So many orders do not agree with another figure by chance. */
const several = 3;

interface Compared {
  readonly column: ColumnProfile;
  readonly values: readonly { readonly told: number; readonly orders: number; readonly revenue: number }[];
}

/** Figures in the customers' own table that the orders should come to: how many they placed, what they spent. */
export async function toldElsewhere(settled: Settled, isSettled: Doubted['isSettled']): Promise<Doubts> {
  const { warehouse, found, draft } = settled;
  const table = found.find(({ source }) => source === 'customers');
  const orders = found.find(({ source }) => source === 'orders');
  if (!table || !orders || orders === table) return { questions: [], notes: [] };
  const columns = ofShape(table.input, 'number', 'count', 'id')
    .filter(
      (column) =>
        !isSettled(column.name) && column.distinct > 5 && numberOf(column) !== null && column.filled > fewest,
    )
    .slice(0, mostColumns);
  if (columns.length === 0) return { questions: [], notes: [] };
  const compared = await compare({ warehouse, table, columns }, await typedRows(warehouse, draft, 'orders'));
  const judged = compared.map(judge);
  return {
    questions: judged.flatMap(({ question }) => question ?? []),
    notes: judged.flatMap(({ note }) => note ?? []),
  };
}

interface Table {
  readonly warehouse: Warehouse;
  readonly table: Recognised;
  readonly columns: readonly ColumnProfile[];
}

async function compare({ warehouse, table, columns }: Table, orders: string): Promise<Compared[]> {
  const key = find(table, 'customer_id')?.column;
  if (!key) return [];
  const told = columns.map((column, i) => `cast(${asDecimal(column)} as double) as n_${i}`);
  const rows = await warehouse.rows(
    `with spent as (
       select trim(customer_id) as customer, count(distinct case when kind = 'sale' then order_id end) as orders, cast(sum(amount) as double) as revenue
       from (${orders}) t where customer_id is not null group by 1
     )
     select s.orders as orders, s.revenue as revenue, ${columns.map((_, i) => `c.n_${i}`).join(', ')}
     from (select trim(${sqlText(key)}) as customer, ${told.join(', ')} from ${tableOf(table)}) c
     join spent s on s.customer = c.customer order by c.customer limit 5000`,
  );
  return columns.map((column, i) => ({
    column,
    values: rows.flatMap((row) =>
      row[`n_${i}`] == null
        ? []
        : [{ told: Number(row[`n_${i}`]), orders: Number(row.orders), revenue: Number(row.revenue) }],
    ),
  }));
}

interface Judged {
  readonly question?: Question;
  readonly note?: string;
}

function judge({ column, values }: Compared): Judged {
  if (values.length < fewest) return {};
  const sums = judgeAs(
    column,
    values.map(({ told, revenue }) => [told, revenue] as const),
    ofSums,
  );
  return sums.note !== undefined || sums.question !== undefined
    ? sums
    : judgeAs(
        column,
        // most customers have one or two of many things
        values.flatMap(({ told, orders }) => (orders >= several ? [[told, orders] as const] : [])),
        ofCounts,
      );
}

interface Figure {
  readonly called: string;
  readonly key: string;
}

const ofSums: Figure = { called: 'what their orders sum up to', key: 'sources.orders.columns.amount' };
const ofCounts: Figure = { called: 'how many orders they placed', key: 'sources.orders.columns.order_id' };

function judgeAs(
  { name }: ColumnProfile,
  pairs: readonly (readonly [told: number, made: number])[],
  { called, key }: Figure,
): Judged {
  // who bought once has the same in many columns
  if (pairs.length < fewest || new Set(pairs.map(([, made]) => made)).size < 5) return {};
  const near = (a: number, b: number) => Math.abs(a - b) <= 0.02 + 0.005 * Math.abs(b);
  const share = (test: (told: number, made: number) => boolean) =>
    pairs.filter(([told, made]) => test(told, made)).length / pairs.length;
  const same = share(near);
  if (same > agree)
    return {
      note: `${name} in the table of customers agrees with ${called}, for ${write.percent(same, 0)} of them.`,
    };
  const ratios = pairs.flatMap(([told, made]) => (made > 0 ? [told / made] : [])).sort((a, b) => a - b);
  const factor = ratios[Math.floor(ratios.length / 2)] ?? 1;
  const times = share((told, made) => near(told, factor * made));
  const isTimes = factor > 0 && Math.abs(factor - 1) > 0.01 && times > proportional;
  if (same < partly && !isTimes) return {};
  const says = isTimes
    ? `is ${write.number(factor, 2)} times ${called} for ${write.percent(times, 0)} of the customers`
    : `agrees with ${called} for ${write.percent(same, 0)} of the customers only`;
  return {
    question: {
      // another unit, or rows that are missing or too many
      key: isTimes ? key : 'sources.orders',
      text: `${name} in the table of customers ${says}. Which of the two is right? Correct the columns of orders; if the table is older or counts otherwise, delete the line.`,
      decides: true,
    },
  };
}
