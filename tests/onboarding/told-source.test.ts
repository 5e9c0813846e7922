import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { purchases } from './businesses.ts';

/** Orders, and a sheet with one row for some customers under names that nobody knows. */
function written(): { folder: string; orders: string; sheet: string } {
  const folder = scratchFolder();
  const made = purchases(240, 500, 35);
  const first = new Map(made.toReversed().map(({ customer, day }) => [customer, day]));
  const orders = made.map(({ order, customer, day, cents }) => `${order};${customer};${day};${cents / 100}`);
  const rows = [...first]
    .filter(([customer]) => customer % 3 === 0)
    .map(([customer, day]) => `${customer};${addDays(day, 1 + (customer % 9))};${(customer / 3) % 11}`);
  return {
    folder,
    orders: writeText(folder, 'bestellungen.csv', ['nr;kunde;datum;betrag', ...orders, ''].join('\n')),
    sheet: writeText(folder, 'blatt.csv', ['wer;dann;so', ...rows, ''].join('\n')),
  };
}

it.each(['surveys', 'events', 'touches', 'customers'])(
  'what a person says are %s is that',
  async (source) => {
    const { folder, orders, sheet } = written();
    const file = join(folder, 'holdfast.yaml');
    const init = await holdfast('init', orders, sheet, '--source', `${source}=${sheet}`, '--out', file);
    const { sources } = readConfig(readFileSync(file, 'utf8'), file);
    const taken = Object.entries(sources).filter(([, of]) => /blatt/.test(of?.from ?? of?.query ?? ''));
    if (source === 'touches') expect(init.out).toMatch(/blatt\.csv is not used: .*touches.*campaign/);
    else expect(taken.map(([name]) => name)).toEqual([source]);
  },
);
