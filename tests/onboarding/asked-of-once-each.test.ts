import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { purchases } from './businesses.ts';

type Sheet = readonly [header: string, row: (customer: number, day: string) => string];

/** Orders in whole yen under names that nobody knows, and a row for every third customer, after they first came. */
async function open(name: string, sheet?: Sheet, orders = 'nr;kunde;datum;betrag'): Promise<string[]> {
  const folder = scratchFolder();
  const made = purchases(240, 500, 35);
  const first = new Map(made.toReversed().map(({ customer, day }) => [customer, day]));
  const bought = made.map(
    ({ order, customer, day, cents }) => `B${order};K${customer};${day};${cents + 900}`,
  );
  const rows = [...first]
    .filter(([customer]) => customer % 3 === 0)
    .map(([customer, day]) => sheet?.[1](customer, day) ?? '');
  const files = [writeText(folder, 'verkauf.csv', [orders, ...bought, ''].join('\n'))];
  if (sheet) files.push(writeText(folder, name, [sheet[0], ...rows, ''].join('\n')));
  const { out } = await holdfast('init', ...files, '--out', `${folder}/holdfast.yaml`, '--json');
  const { open = [] } = JSON.parse(out) as { open?: { key: string; text: string; decides?: boolean }[] };
  return open
    .filter(({ decides, key, text }) => decides && key.startsWith('sources.') && !/quarantined/.test(text))
    .map(({ key, text }) => `${key}: ${text}`);
}

it('a number, two days and a word may be a loan or a cancellation as well as a case', async () => {
  const row = (customer: number, day: string) =>
    `L-${customer};K${customer};${addDays(day, 3)};${addDays(day, 17)};${customer % 2 ? 'bike' : 'tent'}`;
  expect(await open('loans.csv', ['no;kunde;out;back;item', row])).toEqual([
    expect.stringMatching(/^sources\.tickets: loans is taken for/),
  ]);
  expect(await open('tickets.csv', ['no;kunde;out;back;item', row])).toEqual([]);
  expect(await open('loans.csv', ['ticket_no;kunde;out;back;item', row])).toEqual([]);
});

it('who answered is asked where two columns hold customers, and known where one is called so', async () => {
  const row = (customer: number, day: string) =>
    `K${customer};K${3 * ((customer * 7) % 40)};${addDays(day, 5)};${1 + ((customer / 3) % 5)}`;
  expect(await open('feedback.csv', ['wer;von;am;rating', row])).toEqual([
    expect.stringMatching(/^sources\.surveys\.columns\.customer_id: von .* but wer holds/),
  ]);
  expect(await open('feedback.csv', ['kunde;von;am;rating', row])).toEqual([]);
});

it('whole sums without cents under a name that nobody knows are asked about before rows are visits', async () => {
  expect(await open('', undefined, 'a;b;c;d')).toEqual([
    expect.stringMatching(/^sources\.orders\.columns\.amount: does d hold what was paid/),
  ]);
});

it('what a person says was paid is not the customer, however much it looks like an id', async () => {
  const folder = scratchFolder();
  const rows = purchases(240, 500, 35).map(
    ({ order, customer, day, cents }) => `B${order};K${customer};${day};${Math.ceil(cents / 500) + 999}`,
  );
  const orders = writeText(folder, 'x.csv', ['a;b;c;d', ...rows, ''].join('\n'));
  const file = `${folder}/holdfast.yaml`;
  await holdfast('init', orders, '--amount', 'd', '--out', file);
  const { columns } = readConfig(readFileSync(file, 'utf8'), file).sources.orders ?? {};
  expect(columns).toMatchObject({ order_id: 'a', customer_id: 'b', amount: 'd' });
});
