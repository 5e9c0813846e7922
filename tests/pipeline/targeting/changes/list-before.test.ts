import { describe, expect, it } from 'vitest';
import { keys } from '../../../../contracts/keys.ts';
import { announceDate } from '../../../../pipeline/published/move-index.ts';
import { writeParquet } from '../../../../pipeline/tables/parquet.ts';
import { readListBefore } from '../../../../pipeline/targeting/changes/list-before.ts';
import { publishLists } from '../../../../pipeline/targeting/publish-lists.ts';
import { stageLists } from '../../../../pipeline/targeting/stage-lists.ts';
import { openDuckdbWarehouse } from '../../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../../support/scratch.ts';
import { candidate, draw, selection, targeting, unseen } from '../fixtures.ts';

const root = scratchFolder({ for: 'file' });
const store = folderStore(root);

/** Publishes lists of two customers, one of them left alone. */
async function publish(asOf: string): Promise<void> {
  const run = `run-${asOf}`;
  const people = [
    candidate({ customer_id: `${asOf}-listed`, clv_if_kept: 500 }),
    candidate({ customer_id: `${asOf}-alone`, clv_if_kept: 600, consent: false }),
  ];
  const { lists, drawn } = await draw(selection(people), { holdout: { share: 0 } }, { store, asOf, run });
  const said = { escalations: null, deliver: [], ranking: [], profitBySize: [], assumptions: {} };
  await stageLists(store, unseen(lists), drawn.selection, { asOf, run, csv: targeting().csv, ...said });
  await announceDate(store, asOf);
  await publishLists(store, run, asOf);
}

async function listBefore(asOf: string, days = 1) {
  const warehouse = await openDuckdbWarehouse({ root, store });
  await warehouse.create(
    'ranked',
    `select * from (values ('2026-01-01-listed', 'below_risk', 3e0), ('other', 'candidate', 4e0)) t(customer_id, standing, priority)`,
  );
  const found = await readListBefore(warehouse, store, {
    asOf,
    days,
    ranked: 'ranked',
    prefix: 'runs/x/before/',
  });
  await warehouse.close();
  return found;
}

describe('the list before', () => {
  it('is the last of an earlier date that is whole, whatever is published after it', async () => {
    expect(await listBefore('2026-01-09')).toBeNull();
    for (const asOf of ['2026-01-01', '2026-01-08', '2026-01-15']) await publish(asOf);
    const found = (await listBefore('2026-01-08'))!;
    expect(found.asOf).toBe('2026-01-01');
    expect([...found.listed]).toEqual([
      ['2026-01-01-listed', expect.objectContaining({ campaign: 'this-week', rank: 1, explored: false })],
    ]);
    expect([...found.leftAlone]).toEqual([
      ['2026-01-01-alone', expect.objectContaining({ rule: 'no_consent' })],
    ]);
    expect([...found.standings]).toEqual([['2026-01-01-listed', { standing: 'below_risk', priority: 3 }]]);
    expect(await store.list('runs/x/before/')).toEqual([]);
  });

  it('is so many days older, where the config says so', async () => {
    expect((await listBefore('2026-01-15', 7))?.asOf).toBe('2026-01-08');
    expect((await listBefore('2026-01-15', 8))?.asOf).toBe('2026-01-01');
    expect(await listBefore('2026-01-15', 30)).toBeNull();
  });

  it('is not one that is being replaced, and one that was changed by hand is refused', async () => {
    const manifest = await store.get(keys.listManifest('2026-01-08'));
    await store.put(keys.listManifest('2026-01-08'), '{ "state": "publishing", "run": "r", "files": [] }');
    expect((await listBefore('2026-01-15'))?.asOf).toBe('2026-01-01');
    await store.put(keys.listManifest('2026-01-08'), manifest!);
    const other = writeParquet([{ name: 'customer_id', type: 'text', values: ['x'] }]);
    await store.put(`${keys.listTable('2026-01-08')}lists.parquet`, other);
    await expect(listBefore('2026-01-15')).rejects.toThrow(/is not the file that its manifest names/);
  });
});
