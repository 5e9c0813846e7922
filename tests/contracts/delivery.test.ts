import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Delivery } from '../../contracts/config/delivery.ts';
import { columnsOf } from '../../contracts/config/delivery-checks.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { destinationNames } from '../../contracts/destinations/destinations.ts';

const read = (deliver: readonly object[], customers: object = { email: 'mail', phone: 'tel' }) =>
  readConfig(
    stringify({
      version: 1,
      business: { name: 'Shop', currency: 'EUR', dataUntil: '2026-01-01' },
      inputs: { sales: { file: 'sales.csv' }, people: { file: 'people.csv' } },
      sources: {
        orders: { from: 'sales', columns: { customer_id: 'who' } },
        customers: { from: 'people', columns: { customer_id: 'who', ...customers } },
      },
      churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
      campaigns: [{ name: 'spring', starts: '2026-03-01', horizonDays: 60 }],
      targeting: { deliver },
    }),
    'holdfast.yaml',
  );

describe('deliveries', () => {
  it.each(destinationNames)('to %s need no more than a name', (to) => {
    const [delivery] = read([{ name: 'week', to }]).targeting.deliver;
    expect(delivery).toMatchObject({ list: 'at-risk' });
  });

  it('to Salesforce may know people by a field of any name', () => {
    const columns = { Customer_No__c: 'customer_id', Play__c: 'play' };
    expect(read([{ name: 'week', to: 'salesforce', columns }]).targeting.deliver).toHaveLength(1);
  });

  it('of the win-back list take what that list has', () => {
    const columns = columnsOf({ name: 'back', to: 'klaviyo', list: 'win-back' } as Delivery);
    expect(columns.map(([, column]) => column)).toEqual(['email', 'phone', 'rank']);
  });

  it.each<[string, object, RegExp, object?]>([
    ['a tool that is not known', { to: 'mailchump' }, /deliver\.0\.to/],
    ['a name that is no file name', { to: 'braze', name: '../week' }, /lower-case letters, digits and -/],
    ['a campaign that is not there', { to: 'braze', campaign: 'sprnig' }, /no campaign sprnig.*spring/],
    ['a campaign of the gone', { to: 'braze', campaign: 'spring', list: 'win-back' }, /leave it out/],
    [
      'a column that the list does not have',
      { to: 'csv', columns: { Mail: 'e_mail' } },
      /no column e_mail.*"email"/,
    ],
    [
      'a column that nobody maps',
      { to: 'csv', columns: { Mail: 'email' } },
      /map your column as sources\.customers\.columns\.email/,
      {},
    ],
    ['nobody whom the tool could know', { to: 'klaviyo' }, /map your column as .*email; or .*phone/, {}],
    [
      'ids under the header of addresses',
      { to: 'hubspot', columns: { Email: 'customer_id', 'Record ID': 'external_id' } },
      /hubspot reads email there, not customer_id/,
      { email: 'mail', external_id: 'crm' },
    ],
    [
      'another column first',
      { to: 'klaviyo', columns: { Play: 'play', Email: 'email' } },
      /the first column of a file for klaviyo is Email/,
    ],
    [
      'no identifier among its own columns',
      { to: 'salesforce', columns: { Play__c: 'play' } },
      /identifies people by Id or a field with customer_id .*give one of them in columns/,
    ],
    [
      'a header that is no field',
      { to: 'salesforce', columns: { Id: 'external_id', 'My play': 'play' } },
      /the API name of a field/,
      { external_id: 'sf' },
    ],
    ['no column', { to: 'csv', columns: {} }, /names no column/],
  ])('with %s are refused', (_, delivery, says, customers) => {
    expect(() => read([{ name: 'week', ...delivery }], customers)).toThrow(says);
  });

  it('of one name are refused', () => {
    const week = { name: 'week', to: 'braze' };
    expect(() => read([week, { ...week, to: 'csv' }])).toThrow(/deliver\.1\.name: .*declared twice/);
  });
});
