import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { purchases } from './businesses.ts';

async function currencyOf(amount: string): Promise<{ currency: string; asked: boolean }> {
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
  const { business } = readConfig(readFileSync(file, 'utf8'), file);
  return { currency: business.currency, asked: out.includes('business.currency') };
}

it('the amounts are in the currency that their name ends with, whichever it is', async () => {
  expect(await currencyOf('amount_krw')).toEqual({ currency: 'KRW', asked: false });
  expect(await currencyOf('total_HUF')).toEqual({ currency: 'HUF', asked: false });
});

it('a word that is a code as well names no currency', async () => {
  expect(await currencyOf('total_all')).toEqual({ currency: 'USD', asked: true });
});
