import { emailKey, phoneKey } from '../sql/address-key.ts';
import type { Fact } from './fact.ts';
import sql from './refused-addresses.sql';

export const refusedAddresses: Fact = {
  name: 'refused_addresses',
  sql: sql.replace('{{email}}', () => emailKey('c.email')).replace('{{phone}}', () => phoneKey('c.phone')),
  reads: ['customers', 'touches'],
  kept: 'inline',
  columns: {
    way: 'email or phone',
    address: 'the address or number, normalised',
  },
};
