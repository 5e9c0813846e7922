import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { addDays } from '../../contracts/business-day.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { germanShop, polishShop, shopDatabase, software } from '../onboarding/businesses.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { sharedData } from '../support/shared-data.ts';
import { silence } from '../support/silence.ts';

/** Runs init on files and answers the config as text and as it reads, and a way to hear what check says of it. */
async function propose(files: readonly string[], folder = scratchFolder()) {
  const file = join(folder, 'holdfast.yaml');
  const init = await holdfast('init', ...files, '--out', file);
  expect([0, 4], init.err).toContain(init.code);
  const text = readFileSync(file, 'utf8');
  const check = () => holdfast('check', '--config', file, '--out', join(folder, 'out'));
  return { text, config: readConfig(text, file), screen: init.out, check };
}

/** Two lines an order, and every fourth order is paid back ten days later under its number. */
function paidBackLater(folder: string): string[] {
  const rows = ['Order No,Line,Client,Date,Type,Amount'];
  for (let order = 0; order < 1600; order++) {
    const day = (more: number) => addDays('2024-01-01', Math.floor(order / 3) + more);
    const row = (line: number, at: string, type: string, amount: number) =>
      rows.push([`SO-${7000 + order}`, line, `K${order % 520}`, at, type, amount].join(','));
    for (const line of [1, 2]) row(line, day(0), 'sale', 10 + ((7 * order + line) % 90));
    if (order % 4 === 0) row(3, day(10), 'refund', -(10 + ((7 * order + 1) % 90)));
  }
  return [writeText(folder, 'sales.csv', `${rows.join('\n')}\n`)];
}

function made(make: (folder: string) => string[]) {
  const folder = join(scratchFolder(), 'data');
  mkdirSync(folder);
  return make(folder);
}

describe('init', () => {
  it('reads a German shop: semicolons, decimal commas, dd.MM.yyyy, latin-1, credit notes', async () => {
    const { config, text, check } = await propose(made(germanShop));
    expect((await check()).code).toBe(0);
    expect(config.business).toMatchObject({ currency: 'EUR', timeZone: 'Europe/Berlin' });
    expect(config.sources.orders?.columns.ordered_at).toEqual({ column: 'Belegdatum', format: 'dd.MM.yyyy' });
    expect(JSON.stringify(config.sources.orders?.columns.kind)).toContain("Vorgangsart in ('Gutschrift')");
    expect(text).toContain('# guessed: 89% of the rows are from Deutschland');
    expect(text).toMatch(
      /# To settle:\n# +1\. sources\.customers\.columns\.joined_at: every value can also be read/,
    );
  });

  it('joins the yearly files of a Polish shop and finds the currency beside the amounts', async () => {
    const { config, check } = await propose(made(polishShop));
    expect((await check()).code).toBe(0);
    expect(config.business).toMatchObject({ currency: 'PLN', timeZone: 'Europe/Warsaw' });
    expect(config.sources.orders?.query).toMatch(/union all/);
  });

  it('knows the number of an order that is paid back later under it', async () => {
    const { config, check } = await propose(made(paidBackLater));
    expect((await check()).code).toBe(0);
    expect(config.sources.orders?.columns).toMatchObject({ order_id: 'Order No', customer_id: 'Client' });
    expect(config.sources.orders?.duplicates).not.toBe('keep');
  });

  it('reads the tables of the demo by their own keys', async () => {
    const out = made((folder) => [folder])[0]!;
    const size = {
      preset: 'retail',
      customers: 600,
      days: 730,
      seed: 3,
      dirt: 0.004,
      format: 'csv',
    } as const;
    const shop = await simulateBusiness({ ...size, out }, silence);
    const { config } = await propose(['orders', 'customers'].map((name) => join(shop.folder, `${name}.csv`)));
    expect(config.sources.orders?.columns).toMatchObject({ order_id: 'order_id', line_id: 'line_id' });
    expect(config.sources.orders?.duplicates).not.toBe('keep');
  });

  it('joins order lines to their orders', async () => {
    const { config, check } = await propose(made(shopDatabase));
    expect((await check()).code).toBe(0);
    expect(Object.keys(config.sources)).toEqual(expect.arrayContaining(['customers', 'orders']));
  });

  it('takes contracts for contracts, and says what it could not settle', async () => {
    const { config, screen } = await propose(made(software));
    expect(config.churn.kind).toBe('contractual');
    expect(Object.keys(config.sources)).toEqual(
      expect.arrayContaining(['customers', 'subscriptions', 'events', 'tickets', 'surveys', 'touches']),
    );
    expect(screen).toMatch(/To settle/);
  });

  it('never writes over a config unasked', async () => {
    const folder = scratchFolder();
    const files = made(shopDatabase);
    const file = writeText(folder, 'holdfast.yaml', 'mine');
    const refused = await holdfast('init', ...files, '--out', file);
    expect(refused.code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await holdfast('init', ...files, '--out', file, '--force')).code).toBe(0);
  });

  it('says what is missing where there is no history to read', async () => {
    const file = writeText(scratchFolder(), 'prices.csv', 'article,price\na,1\nb,2\nc,3\n');
    const config = join(scratchFolder(), 'x.yaml');
    const { code, err } = await holdfast('init', file, '--out', config);
    expect(code).toBe(4);
    expect(readFileSync(config, 'utf8')).toMatch(/To settle/);
    expect(err).toMatch(
      /No orders, events or subscriptions were found.*no history: bring.*holdfast evaluate/s,
    );
  });
});

const retail = sharedData('online_retail/online_retail.csv.gz');
const cdnow = sharedData('cdnow/CDNOW_master.txt');

describe.skipIf(retail.missing || cdnow.missing)('init on real files', () => {
  it('comes to the example’s config of Online Retail', async () => {
    const { config, check, text } = await propose([retail.path]);
    const checked = await check();
    expect(checked.code).toBe(0);
    expect(config.churn).toMatchObject({ kind: 'non-contractual', horizonDays: 90, lookbackDays: 365 });
    expect(config.business).toMatchObject({ currency: 'GBP', dataUntil: 'latest' });
    expect(text).toMatch(/24\.8% of the/);
    // the export stops at ten to one on its last day
    expect(text).toMatch(/2011-12-09 is incomplete in orders \(until 12:50\)/);
    expect(checked.out).toMatch(/until 2011-12-09/);
    expect(checked.out).toMatch(/5,218 +duplicate_row/);
  });

  it('comes to the example’s config of CDNOW, fixed-width text', async () => {
    const { config, check } = await propose([cdnow.path]);
    const checked = await check();
    expect(checked.code).toBe(0);
    expect(config.churn).toMatchObject({ horizonDays: 180, lookbackDays: 365 });
    expect(config.business).toMatchObject({ currency: 'USD', dataUntil: 'latest' });
    expect(checked.out).toMatch(/orders +69,659 +69,659 +0/);
  });
});
