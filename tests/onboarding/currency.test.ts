import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { nameFit } from '../../onboarding/columns/match-columns.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { purchases } from './businesses.ts';

async function currencyOf(amount: string): Promise<{ currency: string; asked: boolean; amount: unknown }> {
  const folder = scratchFolder();
  const rows = purchases(200, 400, 35).map(
    ({ order, customer, day, cents }) => `${order},${customer},${day},${10 * cents}`,
  );
  const orders = writeText(
    folder,
    'orders.csv',
    [`order_no,member_no,order_date,${amount}`, ...rows, ''].join('\n'),
  );
  const file = join(folder, 'holdfast.yaml');
  const { out } = await holdfast('init', orders, '--out', file);
  const { business, sources } = readConfig(readFileSync(file, 'utf8'), file);
  return {
    currency: business.currency,
    asked: out.includes('business.currency'),
    amount: sources.orders?.columns.amount,
  };
}

it('the amounts are in the currency that their name ends with, whichever it is', async () => {
  expect(await currencyOf('amount_krw')).toEqual({ currency: 'KRW', asked: false, amount: 'amount_krw' });
  expect(await currencyOf('total_HUF')).toEqual({ currency: 'HUF', asked: false, amount: 'total_HUF' });
});

it('a word that is a code as well names no currency', async () => {
  expect(await currencyOf('total_all')).toMatchObject({ currency: 'USD', asked: true });
});

it('a currency at its end leaves an amount’s name what it is', () => {
  for (const name of ['amount_usd', 'revenue GBP', 'totalEur'])
    expect(nameFit('orders', 'amount', { name })).toBeGreaterThan(0.9);
  expect(nameFit('orders', 'amount', { name: 'total_all' })).toBe(0);
  expect(nameFit('orders', 'amount', { name: 'amount_std' })).toBe(0);
});
