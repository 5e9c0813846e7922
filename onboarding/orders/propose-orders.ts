import type { ColumnMap } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find, proposeColumns, sqlOf } from '../columns/propose-columns.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type Recognised, tableOf } from '../tables/which-source.ts';
import type { ProposedColumn, ProposedSource } from '../write/proposal.ts';
import { type AmountRole, columnsOf } from './amount-roles.ts';
import { rowsOfOrder, sqlOfAmount } from './order-amount.ts';
import type { OrderEntries } from './refine-orders.ts';

type OrdersDraft = Pick<ProposedSource, 'duplicates' | 'columns' | 'notes'>;

/** Order lines: their number, amount and refunds, made of what the file has. Reads the file to see where amounts are negative. */
export async function proposeOrders(
  warehouse: Warehouse,
  found: Recognised,
  entries: OrderEntries,
): Promise<OrdersDraft> {
  const columns = proposeColumns(found).filter(
    ({ name }) => !['amount', 'kind', 'order_id', 'line_id'].includes(name),
  );
  const order = orderId(found);
  const amount = amountOf(found, entries);
  const refunds = await refundsOf(warehouse, found, { order, amount, entries });
  const line = lineId(found, entries);
  const numbered = find(found, 'order_id') !== undefined;
  const total = found.order?.amount.role.kind === 'total';
  return {
    columns: [order, ...line, ...columns, ...refunds.columns],
    notes: [...entries.notes, ...refunds.notes, ...(numbered ? [] : [unnumbered])],
    ...(numbered && !total && !entries.keepsEqual ? {} : { duplicates: 'keep' as const }),
  };
}

const unnumbered =
  'No order number in the file: purchases of one customer on one day are taken for one order. Equal rows are kept: two equal purchases on a day are two purchases.';

/** Where rows are so much more than times, the rows of one purchase bear one time. */
const sharedTimes = 0.9;

function orderId(found: Recognised): ProposedColumn {
  const direct = proposeColumns(found).find(({ name }) => name === 'order_id');
  if (direct) return direct;
  const customer = find(found, 'customer_id')?.column as ColumnProfile;
  const at = find(found, 'ordered_at');
  const text = sqlText(at?.column as ColumnProfile);
  const shared = at !== undefined && at.column.distinct < sharedTimes * at.column.filled;
  if (at?.time?.hasClock && shared)
    return {
      name: 'order_id',
      map: { sql: `${sqlText(customer)} || '-' || ${text}` },
      reads: [],
      note: 'customer and time, which the rows of a purchase share',
    };
  const day = at?.time?.hasClock && at.time.sql === undefined ? `regexp_extract(${text}, '^[^ T]+')` : text;
  return {
    name: 'order_id',
    map: { sql: `${sqlText(customer)} || '-' || ${day}` },
    reads: [],
    note: 'customer and day',
  };
}

/** Where a sale and what was paid back for it are two entries of one row, their lines have two numbers. A number that is not the line's own is none. */
function lineId(found: Recognised, { paidBack }: OrderEntries): ProposedColumn[] {
  const line = proposeColumns(found).find(({ name }) => name === 'line_id');
  const order = find(found, 'order_id')?.column;
  if (!line || !order) return [];
  const groups = found.input.relations.groups[order.name];
  const column = find(found, 'line_id')?.column;
  if (groups && column && groups.several > 0.05 * groups.keys && (groups.differing[column.name] ?? 1) < 0.98)
    return [];
  if (!paidBack) return [line];
  return [
    { ...line, map: { sql: `${sqlOf(line.map)} || case entry when 'refund' then '-refund' else '' end` } },
  ];
}

function amountOf(found: Recognised, { paidBack, refundRow }: OrderEntries): ProposedColumn {
  const order = found.order;
  if (!order) return named(found);
  const { role, why, rivals, ask, many, told } = order.amount;
  const once = rowsOfOrder(order, found.input.columns, paidBack !== undefined);
  const value = sqlOfAmount(order, once);
  const direct = proposeColumns(found).find(({ name }) => name === 'amount');
  const map = paidBack
    ? { sql: `case entry when 'refund' then -(${paidBack.amount}) else ${value} end` }
    : refundRow
      ? { sql: `case when ${refundRow} then -abs(${value}) else ${value} end` }
      : role.kind === 'row' && !role.less && direct
        ? direct.map
        : { sql: value };
  const reads = columnsOf(role);
  const names = reads.map(({ name }) => name);
  const doubts = [
    ...(rivals.length > 0 ? [`could also be ${rivals.join(', ')}`] : []),
    ...(ask === undefined ? [] : [ask]),
    ...(role.kind === 'product' && role.less && !told
      ? [`is ${role.less.name} taken off the price already? Here it is taken off`]
      : []),
    ...(direct?.doubt ? [direct.doubt] : []),
  ];
  return {
    name: 'amount',
    map,
    reads: names,
    note: [why, taxNote(names)].filter((text) => text !== '').join('; '),
    ...(doubts.length === 0 ? {} : { doubt: doubts.join('; '), answers: answersOf(role, many) }),
  };
}

/** How a person may say what the amount is, on a terminal or with `--amount`. */
function answersOf(role: AmountRole, many: string | undefined): string[] {
  if (role.kind === 'sides') {
    const [sold, back] = [role.amount.name, role.back.name];
    return [`${sold} - ${back}`, `${back} - ${sold}`, sold];
  }
  if (role.kind !== 'product') return many ? [role.amount.name, `${many} * ${role.amount.name}`] : [];
  const product = `${role.quantity.name} * ${role.price.name}`;
  return role.less ? [`${product} - ${role.less.name}`, product] : [];
}

/** By names alone, where too few rows come back to see how columns go together. */
function named(found: Recognised): ProposedColumn {
  const direct = proposeColumns(found).find(({ name }) => name === 'amount') as ProposedColumn;
  return { ...direct, note: [direct.note, taxNote(direct.reads)].filter((text) => text).join('; ') };
}

const taxNote = (reads: readonly string[]): string =>
  `taken as ${/gross|brutto|ttc/i.test(reads.join()) ? 'it is, with tax: a net amount would be better' : 'net of tax'}`;

interface Refunds {
  /** `kind`, where there are refunds, and `amount`. */
  readonly columns: readonly ProposedColumn[];
  readonly notes: readonly string[];
}

interface RefundQuestion {
  readonly order: ProposedColumn;
  readonly amount: ProposedColumn;
  readonly entries: OrderEntries;
}

async function refundsOf(
  warehouse: Warehouse,
  found: Recognised,
  { order, amount, entries }: RefundQuestion,
): Promise<Refunds> {
  const { paidBack, refundRow, reads } = entries;
  if (paidBack) return { columns: [{ name: 'kind', map: 'entry', reads }, amount], notes: [] };
  if (refundRow) {
    const map = { sql: `case when ${refundRow} then 'refund' else 'sale' end` };
    return { columns: [{ name: 'kind', map, reads }, amount], notes: [] };
  }
  const kind = proposeColumns(found).find(({ name }) => name === 'kind');
  if (kind) return signedByKind(warehouse, found, kind, amount);
  const counts = await countNegative(warehouse, found, order.map, amount.map);
  const negative = counts.reduce((sum, { negative: n }) => sum + n, 0);
  if (negative === 0)
    return {
      columns: [amount],
      notes: entries.questions.some(({ key }) => key === 'sources.orders')
        ? []
        : ['No negative amount, and no column about refunds: every row counts as a sale.'],
    };
  const letter = counts.find(
    ({ first, rows, negative: n }) => first !== '' && n > 0.95 * rows && n > 0.9 * negative,
  );
  const test = letter
    ? `${sqlOf(order.map)} like '${letter.first}%'`
    : `try_cast(${sqlOf(amount.map)} as decimal(18,4)) < 0`;
  const why = letter
    ? `Order numbers that start with ${letter.first} count as cancellations: ${share(letter.negative, letter.rows)} of these rows have a negative amount.`
    : 'Rows with a negative amount count as refunds.';
  const column = {
    name: 'kind',
    map: { sql: `case when ${test} then 'refund' else 'sale' end` },
    reads: letter ? order.reads : [],
  };
  return { columns: [column, amount], notes: [why] };
}

/** Where the file says what is a refund, its amount may stand there without a sign. */
async function signedByKind(
  warehouse: Warehouse,
  found: Recognised,
  kind: ProposedColumn,
  amount: ProposedColumn,
): Promise<Refunds> {
  const value = `try_cast(${sqlOf(amount.map)} as decimal(18,4))`;
  const isRefund = `lower(${sqlOf(kind.map)}) = 'refund'`;
  const [row] = await warehouse.rows(
    `select count_if(${isRefund} and ${value} > 0) as unsigned, count_if(${isRefund} and ${value} < 0) as signed
     from ${tableOf(found)}`,
  );
  if (Number(row?.unsigned) <= Number(row?.signed)) return { columns: [kind, amount], notes: [] };
  const sql = `case when ${isRefund} then -abs(${value}) else ${value} end`;
  return {
    columns: [kind, { ...amount, map: { sql } }],
    notes: ['Refunds have no sign in the file: their amounts are made negative.'],
  };
}

const share = (part: number, of: number): string => write.percent(part / of);

interface ByFirstLetter {
  /** The letter that an order number starts with, '' for a digit. */
  readonly first: string;
  readonly rows: number;
  readonly negative: number;
}

async function countNegative(
  warehouse: Warehouse,
  found: Recognised,
  order: ColumnMap,
  amount: ColumnMap,
): Promise<ByFirstLetter[]> {
  const rows = await warehouse.rows(
    `select case when regexp_like(id, '^[A-Za-z]') then substr(id, 1, 1) else '' end as first_letter,
       count(*) as n, count_if(value < 0) as negative
     from (select cast(${sqlOf(order)} as varchar) as id, try_cast(${sqlOf(amount)} as decimal(18,4)) as value
       from ${tableOf(found)}) a
     group by 1 order by 1`,
  );
  return rows.map((row) => ({
    first: String(row.first_letter ?? ''),
    rows: Number(row.n),
    negative: Number(row.negative),
  }));
}
