import type { ColumnMap } from '../contracts/config/config.ts';
import type { Warehouse } from '../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../contracts/profile.ts';
import { findNumberFormat } from '../pipeline/recognise/number-format.ts';
import type { ProposedColumn, ProposedSource } from './proposal.ts';
import { find, proposeColumns, sqlOf } from './propose-columns.ts';
import { into, sqlName, sqlText } from './sql-of-column.ts';
import { type Recognised, tableOf } from './which-source.ts';

type OrdersDraft = Pick<ProposedSource, 'duplicates' | 'columns' | 'notes'>;

/** Order lines: their number, amount and refunds, made of what the file has. Reads the file to see where amounts are negative. */
export async function proposeOrders(warehouse: Warehouse, found: Recognised): Promise<OrdersDraft> {
  const columns = proposeColumns(found).filter(({ name }) => !['amount', 'kind', 'order_id'].includes(name));
  const order = orderId(found);
  const amount = amountOf(found);
  const refunds = await refundsOf(warehouse, found, order, amount);
  const lines = columns.some(({ name }) => name === 'line_id');
  const numbered = find(found, 'order_id') !== undefined;
  return {
    columns: [order, ...columns, ...refunds.columns],
    notes: [
      ...refunds.notes,
      ...(numbered && !lines
        ? [
            'No line number in the file: lines equal in every column are taken for one line written twice and set aside but for one.',
          ]
        : []),
      ...(numbered
        ? []
        : [
            'No order number in the file: purchases of one customer on one day are taken for one order. Equal rows are kept: two equal purchases on a day are two purchases.',
          ]),
    ],
    ...(numbered ? {} : { duplicates: 'keep' as const }),
  };
}

function orderId(found: Recognised): ProposedColumn {
  const direct = proposeColumns(found).find(({ name }) => name === 'order_id');
  if (direct) return direct;
  const customer = find(found, 'customer_id')?.column as ColumnProfile;
  const at = find(found, 'ordered_at');
  const text = sqlText(at?.column as ColumnProfile);
  const day = at?.time?.hasClock ? `regexp_extract(${text}, '^[^ T]+')` : text;
  return {
    name: 'order_id',
    map: { sql: `${sqlText(customer)} || '-' || ${day}` },
    reads: [],
    note: 'customer and day',
  };
}

function amountOf(found: Recognised): ProposedColumn {
  const direct = proposeColumns(found).find(({ name }) => name === 'amount');
  if (direct) return { ...direct, note: taxNote(direct) };
  const price = found.unitPrice as ColumnProfile;
  const quantity = find(found, 'quantity')?.column;
  if (quantity === undefined) {
    const note = `guessed: no column holds the amount of a line or how many were bought; ${price.name} is taken for the amount`;
    return { name: 'amount', map: { sql: asDecimal(price) }, reads: [price.name], note };
  }
  const perUnit = /unit|each|einzel|st[uü]e?ck|jednost|unidad/i.test(price.name);
  const otherwise = `guessed: ${price.name} is the price of one unit; if it is the line's amount, write amount: ${price.name}`;
  return {
    name: 'amount',
    map: { sql: `${asDecimal(quantity)} * ${asDecimal(price)}` },
    reads: [quantity.name, price.name],
    note: perUnit ? 'no column holds the amount of a line: quantity × unit price' : otherwise,
    ...(perUnit ? {} : { doubt: otherwise }),
  };
}

const taxNote = ({ note, reads }: ProposedColumn): string =>
  [
    note,
    `taken as ${/gross|brutto|ttc/i.test(reads.join()) ? 'it is, with tax: a net amount would be better' : 'net of tax'}`,
  ]
    .filter((text) => text !== undefined)
    .join('; ');

function asDecimal(column: ColumnProfile): string {
  const sql = findNumberFormat(column.sample)?.sql;
  return `try_cast(${sql === undefined ? sqlName(column.name) : into(sql, column)} as decimal(18,4))`;
}

interface Refunds {
  /** `kind`, where there are refunds, and `amount`. */
  readonly columns: readonly ProposedColumn[];
  readonly notes: readonly string[];
}

const refundWords =
  /^(refunds?|returns?|returned|credit|credit[ _-]?note|storno|cancellation|gutschrift|retoure|avoir|remboursement|abono|devolucion|reso|zwrot|retur|возврат)$/i;

async function refundsOf(
  warehouse: Warehouse,
  found: Recognised,
  order: ProposedColumn,
  amount: ProposedColumn,
): Promise<Refunds> {
  const kind = proposeColumns(found).find(({ name }) => name === 'kind');
  if (kind) return signedByKind(warehouse, found, kind, amount);
  const typed = byWord(found, amount);
  if (typed) return typed;
  const counts = await countNegative(warehouse, found, order.map, amount.map);
  const negative = counts.reduce((sum, { negative: n }) => sum + n, 0);
  if (negative === 0)
    return { columns: [amount], notes: ['No negative amount in the file: every row is taken for a sale.'] };
  const letter = counts.find(
    ({ first, rows, negative: n }) => first !== '' && n > 0.95 * rows && n > 0.9 * negative,
  );
  const test = letter
    ? `${sqlOf(order.map)} like '${letter.first}%'`
    : `try_cast(${sqlOf(amount.map)} as decimal(18,4)) < 0`;
  const why = letter
    ? `Order numbers that start with ${letter.first} are taken for cancellations: ${share(letter.negative, letter.rows)} of these rows have a negative amount.`
    : 'Rows with a negative amount are taken for refunds.';
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
    notes: ['Refunds stand in the file without a sign: their amounts are taken for negative.'],
  };
}

const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)}%`;

/** A column of types whose words tell refunds; amounts that are positive there are turned round. */
function byWord(found: Recognised, amount: ProposedColumn): Refunds | null {
  const named = /^(kind|type|transaction_?type|order_?type|art|typ|tipo|vorgangsart)$/i;
  const column = found.input.columns.find(
    ({ name, common, distinct }) =>
      named.test(name) && distinct <= 12 && common.some(({ value }) => refundWords.test(value)),
  );
  if (!column) return null;
  const list = column.common.filter(({ value }) => refundWords.test(value)).map(({ value }) => `'${value}'`);
  const isRefund = `${sqlName(column.name)} in (${list.join(', ')})`;
  const value = `try_cast(${sqlOf(amount.map)} as decimal(18,4))`;
  return {
    columns: [
      {
        name: 'kind',
        map: { sql: `case when ${isRefund} then 'refund' else 'sale' end` },
        reads: [column.name],
      },
      { ...amount, map: { sql: `case when ${isRefund} then -abs(${value}) else ${value} end` } },
    ],
    notes: [
      `Rows whose ${column.name} is ${list.join(', ')} are taken for refunds, and their amounts for negative.`,
    ],
  };
}

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
