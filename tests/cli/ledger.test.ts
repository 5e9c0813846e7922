import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keys } from '../../contracts/keys.ts';
import { writeParquet } from '../../pipeline/tables/parquet.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const config = `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2026-02-01 }
inputs: { sales: { file: sales.csv } }
sources: { orders: { from: sales, columns: { customer_id: who } } }
churn: { kind: non-contractual, horizonDays: 45, lookbackDays: 180 }
`;

describe('holdfast ledger migrate', () => {
  it('says what it would do, and does it when told to', async () => {
    const folder = scratchFolder();
    const store = folderStore(join(folder, 'out'));
    const text = (name: string, value: string) => ({ name, type: 'text', values: [value] }) as const;
    const old = writeParquet([text('customer_id', 'ann'), text('arm', 'control')]);
    await store.put(`${keys.assignments}as_of=2026-01-01/run=abc.parquet`, old);
    const args = ['--config', writeText(folder, 'holdfast.yaml', config), '--out', join(folder, 'out')];
    const dry = await holdfast('ledger', 'migrate', ...args);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/2026-01-01 +abc +1 +1 +0 +0/);
    expect(dry.out).toMatch(/Nothing was written. Add --apply/);
    expect(await store.list(keys.ledger)).toEqual([]);
    const done = await holdfast('ledger', 'migrate', ...args, '--apply', '--json');
    expect(JSON.parse(done.out)).toMatchObject({ horizonDays: 45, files: [{ run: 'abc', taken: 1 }] });
    expect((await store.list(keys.ledger)).map(({ key }) => key)).toEqual([keys.arms(1)]);
    for (const on of ['yesterday', '2025-02-30=run'])
      expect((await holdfast('ledger', 'migrate', ...args, '--count', on)).code).toBe(2);
  });
});
