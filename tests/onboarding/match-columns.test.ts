import { expect, it } from 'vitest';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { matchColumns } from '../../onboarding/columns/match-columns.ts';

const rows = 200;

function column(name: string, value: (i: number) => string): ColumnProfile {
  const values = Array.from({ length: rows }, (_, i) => value(i)).filter((one) => one !== '');
  const sample = [...new Set(values)];
  const common = sample.map((one) => ({ value: one, rows: values.filter((other) => other === one).length }));
  return { name, type: 'varchar', rows, filled: values.length, distinct: sample.length, sample, common };
}

const day = (i: number): string => `2024-0${1 + (i % 9)}-1${i % 10}`;
const id = (i: number): string => `X${i}`;
const sum = (i: number): string => `${i}.50`;
const some = (value: (i: number) => string) => (i: number) => (i % 4 ? value(i) : '');

it.each<[SourceName, string, { blank: string; full: string; value: (i: number) => string }]>([
  ['orders', 'ordered_at', { blank: 'Order date', full: 'Created at', value: day }],
  ['orders', 'order_id', { blank: 'Order ID', full: 'Invoice No', value: id }],
  ['orders', 'amount', { blank: 'Net amount', full: 'Total', value: sum }],
  ['customers', 'joined_at', { blank: 'Joined at', full: 'Created', value: day }],
  ['events', 'happened_at', { blank: 'Happened at', full: 'Timestamp', value: day }],
  ['tickets', 'opened_at', { blank: 'Opened at', full: 'Created at', value: day }],
  ['tickets', 'ticket_id', { blank: 'Ticket ID', full: 'Case number', value: id }],
  ['surveys', 'invited_at', { blank: 'Invited at', full: 'Sent at', value: day }],
  ['reviews', 'written_at', { blank: 'Written at', full: 'Posted', value: day }],
  ['touches', 'touched_at', { blank: 'Touched at', full: 'Sent at', value: day }],
  ['subscriptions', 'started_at', { blank: 'Started at', full: 'Valid from', value: day }],
  ['subscriptions', 'monthly_amount', { blank: 'Monthly amount', full: 'MRR', value: sum }],
])(
  '%s: of two columns for %s the full one is taken, though the other has the better name',
  (source, name, { blank, full, value }) => {
    const columns = [column(blank, some(value)), column(full, value)];
    const input: InputProfile = {
      name: 'table',
      path: '/table.csv',
      bytes: 1,
      reading: { format: 'csv' },
      remarks: [],
      rows,
      sampled: false,
      columns,
    };
    const taken = (of: InputProfile) =>
      matchColumns(sourceContracts[source], of).matches.find((match) => match.name === name)?.column.name;
    expect(taken(input)).toBe(full);
    // by name alone it would be the other
    expect(taken({ ...input, columns: [column(blank, value), column(full, value)] })).toBe(blank);
  },
);
