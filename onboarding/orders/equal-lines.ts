import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';

/** What becomes of lines of an order that are equal in every column. */
export interface EqualLines {
  readonly keep: boolean;
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
}

/** Of the orders with equal lines, the share that shows how they came about. */
const mostly = 0.9;

/** Where lines have numbers, or an order's total counts, none is equal to another. */
export const noneEqual: EqualLines = { keep: false, notes: [], questions: [] };

const setAside =
  'No line number in the file: lines equal in every column are taken for one line written twice, and count once.';

export const setAsideNotes = (found: Recognised): string[] =>
  find(found, 'order_id') && !find(found, 'line_id') ? [setAside] : [];

/**
 * Where all lines of an order stand equally often, the order was written twice. Where some do and others do not, and nothing
 * says how many of each were bought, a line is a unit, and equal lines are two of it; beside a quantity only a person knows.
 */
export async function equalLines(warehouse: Warehouse, found: Recognised): Promise<EqualLines> {
  const order = find(found, 'order_id')?.column;
  if (!order) return noneEqual;
  const columns = found.input.columns.map((column) => sqlText(column)).join(', ');
  const [row] = await warehouse.rows(
    `select count_if(most > 1 and least < most) as some, count_if(most > 1 and least = most and lines > 1) as whole,
       sum(case when most > 1 and least < most then extra else 0 end) as extra
     from (select k, count(*) as lines, min(n) as least, max(n) as most, sum(n - 1) as extra
       from (select ${sqlText(order)} as k, count(*) as n from ${tableOf(found)} group by ${sqlText(order)}, ${columns}) l
       group by k) o`,
  );
  const [some, whole, extra] = [row?.some, row?.whole, row?.extra].map((n) => Number(n ?? 0)) as [
    number,
    number,
    number,
  ];
  if (some === 0 || some < mostly * (some + whole)) return { keep: false, notes: [setAside], questions: [] };
  const lines = `${write.count(extra)} ${extra === 1 ? 'line is' : 'lines are'} equal to another of the same order`;
  const quantity = find(found, 'quantity')?.column ?? found.order?.amount.quantity;
  if (!quantity || quantity.distinct < 2)
    return {
      keep: true,
      notes: [`${lines}, and nothing says how many of each were bought: each counts.`],
      questions: [],
    };
  return {
    keep: false,
    notes: [setAside],
    questions: [
      {
        key: 'sources.orders.duplicates',
        text: `${lines}, on ${write.count(some)} orders whose other lines stand once: they are taken for one line written twice. Were they entered twice on purpose? Then keep them; otherwise delete the line.`,
        candidates: ['duplicates: keep'],
        decides: true,
      },
    ],
  };
}
