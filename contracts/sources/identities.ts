import type { SourceContract } from './column.ts';

export const identities: SourceContract = {
  name: 'identities',
  means:
    'Other ids of a customer. Rows of other sources that carry an alias count for the customer it maps to. Consent that a row of an alias gives for another e-mail address or telephone number than that of the customer’s own row does not count for the latter; a refusal always counts.',
  key: ['alias_id'],
  ofCustomer: false,
  columns: {
    alias_id: { type: 'id', means: 'the other id', required: true },
    customer_id: { type: 'id', means: 'the id to count it under', required: true },
    known_at: { type: 'time', means: 'when the two ids were known to belong together' },
  },
  rules: [
    {
      code: 'alias_of_itself',
      means: 'an id mapped to itself',
      broken: 'alias_id = customer_id',
      reads: ['alias_id', 'customer_id'],
    },
  ],
};
