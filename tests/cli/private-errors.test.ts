import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** What stands in the cells, none of which any message may repeat. */
const marks = ['Zofia', 'Markowa', 'zofia.markowa@example.org', '48600700800', '1987-06-05', '771.13'];
const person = (i: number) => `p${i},Zofia Markowa,zofia.markowa@example.org,+48600700800,1987-06-05,771.13`;
const header = 'id,name,mail,phone,day,total';
const people = Array.from({ length: 20 }, (_, i) => person(i));
const good = [header, ...people].join('\n');

const config = `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2026-01-01 }
inputs:
  sales: { file: sales }
sources:
  customers:
    from: sales
    columns: { customer_id: id, joined_at: day, name: name }
  orders:
    from: sales
    columns: { order_id: id, customer_id: id, ordered_at: day, amount: total }
churn: { kind: non-contractual, horizonDays: 30, lookbackDays: 90 }
`;
const sql = (expression: string) => config.replace('amount: total', `amount: { sql: "${expression}" }`);

it.each<[what: string, config: string, files: Record<string, string | Uint8Array>]>([
  ['a file without a header', config, { 'a.csv': people.join('\n') }],
  ['the same cell twice in it', config, { 'a.csv': `${person(1)},${person(1)}\n${person(2)}` }],
  ['a file of a folder without one', config, { 'a.csv': good, 'b.csv': people.join('\n') }],
  ['a first line with broken quotes', config, { 'a.csv': `"Zofia"Markowa,${person(1)}\n${person(2)}` }],
  ['lines that are no rows', config, { 'a.csv': [...good.split('\n'), 'Zofia,"Markowa"x'].join('\n') }],
  [
    'another encoding',
    config,
    { 'a.csv': Buffer.from(good.replaceAll('Z', 'Ž').replaceAll('o', 'ö'), 'latin1') },
  ],
  ['a file that is cut short', config, { 'a.csv.gz': gzipSync(good).subarray(0, 90) }],
  ['no Parquet', config.replace('file: sales', 'file: sales, format: parquet'), { 'a.parquet': good }],
  ['a cast that fails', sql('cast(name as integer)'), { 'a.csv': good }],
  ['a number out of range', sql('cast(phone as tinyint)'), { 'a.csv': good }],
  ['a time zone that is none', sql('cast(timezone(name, now()) as varchar)'), { 'a.csv': good }],
  ['a unit of time that is none', sql('cast(date_trunc(name, now()) as varchar)'), { 'a.csv': good }],
  ['a cell that is no JSON', sql('cast(cast(mail as json) as varchar)'), { 'a.csv': good }],
  ['a day that is none', sql('cast(cast(mail as date) as varchar)'), { 'a.csv': good }],
  ['an expression that does not parse', sql('total +'), { 'a.csv': good }],
  ['a column that is not there', sql('summe'), { 'a.csv': good }],
  [
    'a mapped column that is not there',
    config.replace('amount: total', 'amount: sum'),
    { 'a.csv': people.join('\n') },
  ],
  ['cells of another type', config.replace('amount: total', 'amount: name'), { 'a.csv': good }],
  ['days that are none', config.replace('joined_at: day', 'joined_at: mail'), { 'a.csv': good }],
  ['words that no flag has', config.replace('name: name', 'contact_consent: name'), { 'a.csv': good }],
  [
    'currencies that are none',
    config.replace('amount: total', 'amount: total, currency: name'),
    { 'a.csv': good },
  ],
  [
    'customers that nobody knows',
    config.replace('customer_id: id, ordered', 'customer_id: mail, ordered'),
    { 'a.csv': good },
  ],
  [
    'a dimension that is not there',
    config.replace('name: name }', 'name: name }\n    dimensions: [nome]'),
    { 'a.csv': people.join('\n') },
  ],
  ['good data, too few', config, { 'a.csv': good }],
])('an error over %s repeats no cell', async (_, text, files) => {
  const folder = scratchFolder();
  const file = writeText(folder, 'holdfast.yaml', text);
  mkdirSync(join(folder, 'sales'));
  for (const [name, content] of Object.entries(files)) writeText(join(folder, 'sales'), name, content);
  const { code, out, err } = await holdfast('check', '--config', file, '--out', join(folder, 'out'));
  expect(code).toBeGreaterThan(0);
  const said = `${out}\n${err}`;
  expect(marks.filter((mark) => said.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
  expect(err).not.toMatch(/bug in Holdfast/);
});
