// Writes what a shop, a helpdesk and a survey tool would export of a simulated business: their own column names, dates and
// numbers. Made up, so that the example needs no real data:
//
//   npx holdfast simulate --customers 3000 --dirt 0 --format csv --out business
//   node examples/helpdesk/make-exports.mjs business examples/helpdesk/exports
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

const [, , business, exports] = argv;
const rowsOf = (table) => parse(readFileSync(join(business, `${table}.csv`)), { columns: true });
const write = (name, rows, delimiter) =>
  writeFileSync(join(exports, name), stringify(rows, { header: true, delimiter }));

/** 2025-04-20 07:47:36 as 20.04.2025 07:47:36. */
const dotted = (time) => time.replace(/^(\d{4})-(\d{2})-(\d{2})/, '$3.$2.$1');
/** The same as 2025-04-20T07:47:36Z. */
const zoned = (time) => (time === '' ? '' : `${time.replace(' ', 'T')}Z`);

mkdirSync(exports, { recursive: true });

write(
  'shop-customers.csv',
  rowsOf('customers').map((row) => ({
    Customer: row.customer_id,
    'Customer since': dotted(row.joined_at),
    Country: row.country,
    'Accepts marketing': { true: 'yes', false: 'no' }[row.contact_consent] ?? '',
  })),
  ';',
);

write(
  'shop-merged-accounts.csv',
  rowsOf('identities').map((row) => ({ 'Old account': row.alias_id, Customer: row.customer_id })),
  ';',
);

write(
  'shop-order-lines.csv',
  rowsOf('orders').map((row) => ({
    Order: row.order_id,
    Position: row.line_id,
    Customer: row.customer_id,
    Date: dotted(row.ordered_at),
    Document: row.kind === 'refund' ? 'credit note' : 'invoice',
    Net: row.amount.replace('.', ','),
    Currency: row.currency,
    Article: row.product_id,
  })),
  ';',
);

write(
  'helpdesk-tickets.csv',
  rowsOf('tickets').map((row) => ({
    Id: row.ticket_id,
    Requester: row.customer_id.toLowerCase(),
    'Created at': zoned(row.opened_at),
    'First reply at': zoned(row.first_response_at),
    'Solved at': zoned(row.resolved_at),
    'Reopened at': zoned(row.reopened_at),
    Replies: row.contacts,
    Topic: row.reason,
    Via: row.channel,
  })),
  ',',
);

// The survey tool keeps each survey in a file of its own, with its own scale.
for (const kind of ['nps', 'csat', 'ces'])
  write(
    `survey-${kind}.csv`,
    rowsOf('surveys')
      .filter((row) => row.kind === kind)
      .map((row) => ({
        Response: row.survey_id,
        Contact: row.customer_id,
        Sent: zoned(row.invited_at),
        Answered: zoned(row.answered_at),
        Score: row.score === '' ? '-' : row.score,
        'Out of': row.scale_max,
        Comment: row.comment,
      })),
    ',',
  );
