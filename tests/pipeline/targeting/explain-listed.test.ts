import { describe, expect, it } from 'vitest';
import type { Feature } from '../../../contracts/feature.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { UnloadedFile, Warehouse } from '../../../contracts/ports/warehouse.ts';
import type { RetentionModel } from '../../../models/types.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { explainListed } from '../../../pipeline/targeting/explain-listed.ts';
import { fillList } from '../../../pipeline/targeting/fill-list.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { candidate, filling, selection } from './fixtures.ts';

const tickets: Feature = {
  name: 'tickets',
  family: 'support',
  kind: 'number',
  means: 'tickets',
  unit: 'tickets',
  needs: [],
  group: 'support',
  reason: { what: '{value} tickets', usual: 'usual is {usual}', when: 'high', format: 'count' },
};

/** Each ticket adds to the chance of leaving. */
const model = {
  explain: ({ columns: [column] }, rows) => ({
    features: ['tickets'],
    contributions: Float64Array.from(
      rows,
      (row) => 0.1 * (column?.kind === 'number' ? column.values[row]! : 0),
    ),
    logit: new Float64Array(rows.length),
    baseline: 0,
  }),
  usual: () => [{ name: 'tickets', usual: 0 }],
} as Pick<RetentionModel, 'explain' | 'usual'> as RetentionModel;

/** Answers the ids of each query as two files, as an engine that writes several may. */
function splittingWarehouse(store: ObjectStore, statements: string[]): Warehouse {
  const unload = async (select: string, prefix: string): Promise<UnloadedFile[]> => {
    statements.push(select);
    const ids = [...select.matchAll(/'([^']*)'/g)].map(([, id]) => id!);
    const half = ids.length >> 1;
    const files = [ids.slice(0, half), ids.slice(half)].map((some, i) => ({
      key: `${prefix}part-${i}.parquet`,
      rows: some.length,
      bytes: writeParquet([
        { name: 'customer_id', type: 'text', values: some },
        { name: 'active', type: 'flag', values: some.map(() => true) },
        { name: 'tickets', type: 'number', values: some.map((id) => 1 + (Number(id.slice(1)) % 7)) },
      ]),
    }));
    for (const { key, bytes } of files) await store.put(key, bytes);
    return files;
  };
  return { attach: async () => undefined, unload } as Pick<Warehouse, 'attach' | 'unload'> as Warehouse;
}

describe('reasons of a long list', () => {
  it('come for every customer, whatever the number of files, in statements that Athena takes', async () => {
    const store = folderStore(scratchFolder());
    const statements: string[] = [];
    const ids = Array.from({ length: 12_000 }, (_, i) => `C${String(i).padStart(24, '0')}`);
    const customers = selection(ids.map((customer_id) => candidate({ customer_id, reasons: null })));
    const { candidates } = await explainListed(splittingWarehouse(store, statements), store, customers, {
      model,
      report: { features: [tickets] },
      features: 'features/',
      prefix: 'explained/',
      fills: [filling({ listSize: ids.length })],
      currency: 'EUR',
    });
    expect(statements.length).toBeGreaterThan(1);
    for (const statement of statements) expect(Buffer.byteLength(statement)).toBeLessThan(262_144);
    for (const { customer_id, reasons } of candidates) {
      const count = 1 + (Number(customer_id.slice(1)) % 7);
      expect(reasons![0]!.text).toMatch(new RegExp(`^${count} tickets`));
    }
    expect(await store.list('explained/')).toEqual([]);
  });

  it('come for those too who move up where a play leaves others alone, and for nobody else', async () => {
    const store = folderStore(scratchFolder());
    const statements: string[] = [];
    const people = Array.from({ length: 12 }, (_, i) =>
      candidate({ customer_id: `C${i}`, reasons: null, priority: 100 - i, open_tickets: i < 3 ? 0 : 2 }),
    );
    const plays = [
      { name: 'Leave in peace', channel: 'none', when: ['support'], if: { open_tickets: { atMost: 0 } } },
      { name: 'Call', channel: 'phone', when: ['support'], cost: 1 },
    ];
    const fill = filling({ listSize: 4, plays });
    const { candidates } = await explainListed(
      splittingWarehouse(store, statements),
      store,
      selection(people),
      {
        model,
        report: { features: [tickets] },
        features: 'features/',
        prefix: 'explained/',
        fills: [fill],
        currency: 'EUR',
      },
    );
    const { listed, leftAlone } = fillList(candidates, fill);
    expect(listed.map(({ customer, play }) => [customer.customer_id, play?.name])).toEqual(
      ['C3', 'C4', 'C5', 'C6'].map((id) => [id, 'Call']),
    );
    expect(leftAlone.map(({ customer }) => customer.customer_id)).toEqual(['C0', 'C1', 'C2']);
    expect(statements.length).toBe(2);
    expect(candidates.filter(({ reasons }) => reasons !== null).length).toBe(7);
  });
});
