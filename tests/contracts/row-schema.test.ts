import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateBusiness } from '../../cli/simulate-business.ts';
import { rowSchema } from '../../contracts/sources/row-schema.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';

describe('the zod type of a contract', () => {
  it('fits every row that the checks keep of a dirty business, of every source', async () => {
    const folder = scratchFolder();
    const out = join(folder, 'out');
    mkdirSync(out);
    const business = await simulateBusiness(
      { preset: 'subscription', customers: 600, days: 400, seed: 2, dirt: 0.02, out: join(folder, 'data') },
      silence,
    );
    expect((await holdfast('check', '--config', business.config, '--out', out)).code).toBe(0);
    const store = folderStore(out);
    const warehouse = await openDuckdbWarehouse({ root: out, store });
    const run = /key=([0-9a-f]+)/.exec((await store.list('clean/'))[0]!.key)![1];
    let checked = 0;
    for (const contract of Object.values(sourceContracts)) {
      if ((await store.list(`clean/${contract.name}/key=${run}/`)).length === 0) continue;
      await warehouse.attach('kept', `clean/${contract.name}/key=${run}/`);
      const names = Object.keys(contract.columns).join(', ');
      for (const row of await warehouse.rows(`select ${names} from kept limit 2000`)) {
        const parsed = rowSchema(contract).safeParse(row);
        if (!parsed.success)
          expect.fail(`${contract.name}: ${parsed.error.issues.map((i) => `${i.path} ${i.code}`)}`);
        checked++;
      }
    }
    await warehouse.close();
    expect(checked).toBeGreaterThan(3000);
  });

  it.each([
    ['an unknown column', { more: 1 }],
    ['a word that is not allowed', { kind: 'gift' }],
    ['a missing amount', { amount: null }],
    ['a time that is none', { ordered_at: 'yesterday' }],
  ])('refuses %s', (_, over) => {
    const row = Object.fromEntries(Object.keys(sourceContracts.orders.columns).map((name) => [name, null]));
    const good = {
      ...row,
      order_id: 'o1',
      customer_id: 'c1',
      ordered_at: '2025-01-01T10:00:00.000Z',
      kind: 'sale',
      amount: 10.5,
      currency: 'EUR',
    };
    expect(rowSchema(sourceContracts.orders).safeParse(good).success).toBe(true);
    expect(rowSchema(sourceContracts.orders).safeParse({ ...good, ...over }).success).toBe(false);
  });
});
