import { reportingCurrency, type SourceContract } from './column.ts';

export const touches: SourceContract = {
  name: 'touches',
  means: 'Contacts made by campaigns, the arm each customer was in, and opt-outs.',
  key: ['touch_id'],
  happenedAt: 'touched_at',
  ofCustomer: true,
  columns: {
    touch_id: { type: 'id', means: 'the contact', required: true },
    customer_id: { type: 'id', means: 'who was contacted, or held out', required: true },
    touched_at: { type: 'time', means: 'when', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'touched_at' },
    campaign: { type: 'category', means: 'the campaign', required: true },
    arm: {
      type: 'category',
      means: 'contact or control',
      allowed: ['contact', 'control'],
      otherwise: "'contact'",
    },
    play: { type: 'category', means: 'what was offered' },
    channel: { type: 'category', means: 'email, sms, phone, post, app' },
    cost: { type: 'money', means: 'cost of the contact and the offer', unit: 'currency of the row' },
    currency: { type: 'category', means: 'ISO 4217 code', otherwise: reportingCurrency },
    delivered: { type: 'flag', means: 'reached the customer', otherwise: 'true' },
    opened: { type: 'flag', means: 'was opened or answered' },
    opted_out_at: { type: 'time', means: 'when the customer opted out of messages' },
  },
  rules: [
    { code: 'negative_cost', means: 'a negative cost', broken: 'cost < 0', reads: ['cost'] },
    {
      code: 'opted_out_before_touch',
      means: 'opted out before the contact that caused it',
      broken: 'opted_out_at < touched_at',
      reads: ['opted_out_at'],
    },
  ],
};
