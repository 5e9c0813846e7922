import { reportingCurrency, type SourceContract } from './column.ts';

export const orders: SourceContract = {
  name: 'orders',
  means:
    'One row per order line; a refund or a cancellation is a row of its own, at its own time, with a negative amount.',
  key: ['order_id', 'line_id'],
  happenedAt: 'ordered_at',
  ofCustomer: true,
  columns: {
    order_id: { type: 'id', means: 'the order (invoice, receipt)', required: true },
    line_id: { type: 'id', means: 'the line within the order' },
    customer_id: { type: 'id', means: 'who bought', required: true },
    ordered_at: { type: 'time', means: 'when it was bought or refunded', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'ordered_at' },
    kind: {
      type: 'category',
      means: 'sale, or refund of an earlier sale (returns and cancellations)',
      allowed: ['sale', 'refund'],
      otherwise: "'sale'",
    },
    amount: { type: 'money', means: 'revenue net of tax', unit: 'currency of the row', required: true },
    margin: {
      type: 'money',
      means: 'contribution margin, negative for a refund',
      unit: 'currency of the row',
    },
    currency: { type: 'category', means: 'ISO 4217 code', otherwise: reportingCurrency },
    quantity: { type: 'number', means: 'units bought or returned', unit: 'units' },
    product_id: { type: 'id', means: 'what was bought' },
    category: { type: 'category', means: 'product category' },
    channel: { type: 'category', means: 'where it was bought: web, app, store…' },
    delivered_late: { type: 'flag', means: 'arrived after the promised day' },
  },
  rules: [
    {
      code: 'negative_sale',
      means: 'a negative amount on a row that is not a refund',
      broken: "kind = 'sale' and amount < 0",
      reads: ['kind', 'amount'],
    },
    {
      code: 'positive_refund',
      means: 'a refund with a positive amount',
      broken: "kind = 'refund' and amount > 0",
      reads: ['kind', 'amount'],
    },
  ],
};
