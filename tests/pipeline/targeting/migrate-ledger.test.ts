import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../contracts/artefacts/document.ts';
import { ledgerMigrationDocument } from '../../../contracts/artefacts/ledger-migration.ts';
import { HoldfastError } from '../../../contracts/errors.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { migrateLedger } from '../../../pipeline/targeting/migrate-ledger.ts';
import { memoryStore } from '../../support/memory-store.ts';

type Arms = Readonly<Record<string, 'contact' | 'control'>>;

/** A file of arms as earlier versions wrote it: `ledger/assignments/as_of=…/run=….parquet`. */
async function putOld(store: ObjectStore, asOf: string, run: string, arms: Arms): Promise<void> {
  const ids = Object.keys(arms);
  const text = (name: string, values: string[]) => ({ name, type: 'text', values }) as const;
  const number = (name: string, values: number[]) => ({ name, type: 'number', values }) as const;
  const bytes = writeParquet([
    text(
      'as_of',
      ids.map(() => asOf),
    ),
    text(
      'run',
      ids.map(() => run),
    ),
    text('customer_id', ids),
    text('arm', Object.values(arms)),
    { name: 'stratum', type: 'integer', values: ids.map((_, i) => 1 + (i % 2)) },
    number(
      'share',
      ids.map(() => 0.1),
    ),
    { name: 'rank', type: 'integer', values: ids.map((_, i) => i + 1) },
    number(
      'churn',
      ids.map(() => 0.5),
    ),
    number(
      'clv_if_kept',
      ids.map(() => 120),
    ),
    number(
      'value_at_risk',
      ids.map(() => 50),
    ),
    text(
      'play',
      ids.map(() => 'Personal note'),
    ),
  ]);
  await store.put(`ledger/assignments/as_of=${asOf}/run=${run}.parquet`, bytes);
}

/** The manifest that an earlier version left for a date, as far as it matters. */
const publish = (store: ObjectStore, asOf: string, run: string) =>
  store.put(
    keys.listManifest(asOf),
    JSON.stringify({ state: 'complete', asOf, run, ledger: { key: 'old' } }),
  );

async function ledgerOf(store: ObjectStore): Promise<Row[]> {
  const files = await store.list(keys.ledger);
  return (await Promise.all(files.map(async ({ key }) => readParquet((await store.get(key))!)))).flat();
}

const request = { horizonDays: 30, counted: new Map<string, string>(), apply: true };

/** Three nights, the first made twice; a customer whose arm changes, and one who is drawn anew after the horizon. */
async function oldStore(): Promise<ObjectStore> {
  const store = memoryStore();
  await putOld(store, '2026-01-01', 'aaa', { ann: 'control', ben: 'contact', '+48 1': 'contact' });
  await putOld(store, '2026-01-01', 'bbb', { ann: 'contact', zoe: 'contact' });
  await publish(store, '2026-01-01', 'aaa');
  await putOld(store, '2026-01-02', 'ccc', { ann: 'contact', ben: 'contact', cat: 'control' });
  await publish(store, '2026-01-02', 'ccc');
  await putOld(store, '2026-01-31', 'ddd', { ann: 'contact', cat: 'control' });
  return store;
}

const withoutRest = (rows: readonly Row[]) =>
  rows.map(({ customer_id, arm, term, as_of, arm_until, run, draw }) =>
    [customer_id, arm, term, as_of, arm_until, run, draw].join(' '),
  );
const expected = [
  'ann control 1 2026-01-01 2026-01-31 aaa 1',
  'ben contact 1 2026-01-01 2026-01-31 aaa 1',
  '+48 1 contact 1 2026-01-01 2026-01-31 aaa 1',
  'cat control 1 2026-01-02 2026-02-01 ccc 2',
  'ann contact 2 2026-01-31 2026-03-02 ddd 3',
];

describe('the migration of the ledger', () => {
  it('keeps the first draw of the run that counts, and says what came of each file', async () => {
    const store = await oldStore();
    const migration = await migrateLedger(store, request);
    const rows = await ledgerOf(store);
    expect(withoutRest(rows)).toEqual(expected);
    expect(rows[0]).toMatchObject({
      campaign: 'this-week',
      stratum: 1,
      share: 0.1,
      rank: 1,
      churn: 0.5,
      clv_if_kept: 120,
      clv_if_lost: null,
      value_at_risk: 50,
      play: 'Personal note',
    });
    expect(migration!.files).toEqual([
      { asOf: '2026-01-01', run: 'aaa', rows: 3, counts: true, taken: 3, changedArm: 0 },
      { asOf: '2026-01-01', run: 'bbb', rows: 2, counts: false, taken: 0, changedArm: 0 },
      { asOf: '2026-01-02', run: 'ccc', rows: 3, counts: true, taken: 1, changedArm: 1 },
      { asOf: '2026-01-31', run: 'ddd', rows: 2, counts: true, taken: 1, changedArm: 0 },
    ]);
    expect((await readDocument(store, ledgerMigrationDocument, keys.migration))?.value).toEqual(migration);
    expect((await store.list(keys.assignments)).length).toBe(4);
  });

  it('only says so without apply, and again changes nothing', async () => {
    const store = await oldStore();
    const before = await store.list('');
    const dry = await migrateLedger(store, { ...request, apply: false });
    expect(await store.list('')).toEqual(before);
    expect(await migrateLedger(store, request)).toEqual(dry);
    const after = await store.list('');
    expect(await migrateLedger(store, request)).toEqual(dry);
    expect(await store.list('')).toEqual(after);
    expect(await migrateLedger(memoryStore(), request)).toBeNull();
  });

  it('killed after any file goes on where it was', async () => {
    const whole = await oldStore();
    await migrateLedger(whole, request);
    for (let writes = 0; writes < 4; writes++) {
      const store = await oldStore();
      let left = writes;
      const dying: ObjectStore = {
        ...store,
        put: async (...args) => {
          if (left-- === 0) throw new Error('killed');
          return store.put(...args);
        },
      };
      await expect(migrateLedger(dying, request)).rejects.toThrow('killed');
      await migrateLedger(store, request);
      expect(await store.list('')).toEqual(await whole.list(''));
      expect(withoutRest(await ledgerOf(store))).toEqual(expected);
    }
  });

  it('asks which run counts where no published list tells, and takes the answer', async () => {
    const store = memoryStore();
    await putOld(store, '2026-01-01', 'aaa', { ann: 'control' });
    await putOld(store, '2026-01-01', 'bbb', { ann: 'contact' });
    await expect(migrateLedger(store, request)).rejects.toThrow(
      /2026-01-01: aaa, bbb\n.*--count 2026-01-31=RUN/,
    );
    await migrateLedger(store, { ...request, counted: new Map([['2026-01-01', 'bbb']]) });
    expect(withoutRest(await ledgerOf(store))).toEqual(['ann contact 1 2026-01-01 2026-01-31 bbb 1']);
  });

  it('refuses a ledger into which lists have drawn already', async () => {
    const store = await oldStore();
    await store.put(keys.arms(1), 'draws of a list');
    for (const apply of [false, true])
      await expect(migrateLedger(store, { ...request, apply })).rejects.toThrow(/already holds other draws/);
    expect(await store.tag(keys.migration)).toBeNull();
  });

  it.each<[what: string, bytes: Uint8Array | string]>([
    [
      'is cut',
      writeParquet([{ name: 'customer_id', type: 'text', values: ['Zofia Markowa'] }]).subarray(0, 40),
    ],
    ['is a text', 'customer_id,arm\nZofia Markowa,control\n'],
    ['lacks the arms', writeParquet([{ name: 'customer_id', type: 'text', values: ['Zofia Markowa'] }])],
    [
      'has other arms',
      writeParquet([
        { name: 'customer_id', type: 'text', values: ['Zofia Markowa'] },
        { name: 'arm', type: 'text', values: ['Zofia Markowa'] },
      ]),
    ],
  ])('refuses a file that %s by its name, and says nothing of whom it holds', async (_, bytes) => {
    const store = memoryStore();
    await store.put(`${keys.assignments}as_of=2026-01-01/run=abc.parquet`, bytes);
    const refused = migrateLedger(store, request).catch((error) => error);
    expect(await refused).toBeInstanceOf(HoldfastError);
    expect((await refused).message).toMatch(/as_of=2026-01-01\/run=abc\.parquet is not a whole file of arms/);
    expect((await refused).message).not.toMatch(/Zofia|Markowa/);
  });

  it('refuses a file that is none', async () => {
    const store = memoryStore();
    await store.put(`${keys.assignments}notes.txt`, 'x');
    await expect(migrateLedger(store, request)).rejects.toThrow(/notes.txt is not a file of arms/);
  });
});
