import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { find } from '../columns/propose-columns.ts';
import { isRounded } from '../read/read-column.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { OrderFindings, Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { equalLines, noneEqual, setAsideNotes } from './equal-lines.ts';
import { guestsOf } from './guests.ts';
import { type States, statesOf } from './order-states.ts';
import { toldAgainQuestions } from './told-again.ts';

/** What is no sale among the rows of orders, found by the columns that say so. */
export interface OrderEntries {
  /** Condition under which a row of its own pays back. */
  readonly refundRow?: string;
  /** Rows stand twice, once as the sale and once as what was paid back: `entry` tells which. */
  readonly paidBack?: { readonly amount: string; readonly at: ColumnProfile | null };
  /** Lines of an order that are equal in every column count each. */
  readonly keepsEqual?: boolean;
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
  if (!order) return { found, entries: { reads: [], notes: setAsideNotes(found), questions: [] } };
  const guests = guestsOf(order.roles.customer);
  const states = await statesOf(warehouse, found, order);
  const isOfLines = order.amount.role.kind !== 'total' && !find(found, 'line_id');
  const equal = isOfLines ? await equalLines(warehouse, found) : noneEqual;
  const again = await toldAgainQuestions(warehouse, found);
  const where = [...guests.conditions, ...states.conditions];
  const query = refinedQuery(found, where, states);
  return {
    found: query === undefined ? found : { ...found, query },
    entries: {
      ...(states.refundRow === undefined ? {} : { refundRow: states.refundRow }),
      ...(states.paidBack === undefined ? {} : { paidBack: states.paidBack }),
      ...(equal.keep ? { keepsEqual: true } : {}),
      reads: states.reads,
      notes: [...guests.notes, ...states.notes, ...equal.notes],
      questions: [
        ...guests.questions,
        ...states.questions,
        ...equal.questions,
        ...again,
        ...roundedQuestions(order),
      ],
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

const roundedQuestions = ({ roles }: OrderFindings): Question[] =>
  [
    ['customer_id', roles.customer],
    ['order_id', roles.order],
  ].flatMap(([name, column]) =>
    column && isRounded(column as ColumnProfile)
      ? [
          {
            key: `sources.orders.columns.${name}`,
            text: `a spreadsheet has rounded ${(column as ColumnProfile).name} (1.2E+19): different ids became the same. Export it again, as text.`,
            decides: true,
          },
        ]
      : [],
  );
