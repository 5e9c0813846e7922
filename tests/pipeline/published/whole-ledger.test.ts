import { describe, expect, it } from 'vitest';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { lostDraws, refuseLostDraws } from '../../../pipeline/published/whole-ledger.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { memoryStore } from '../../support/memory-store.ts';

const names = ['customer_id', 'campaign', 'as_of', 'arm_until', 'arm', 'run', 'draw'];
const drawsOf = (ids: readonly string[], columns = names) =>
  writeParquet(columns.map((name) => ({ name, type: 'text', values: ids.map((id) => `${name} ${id}`) })));

/** A store in which each date's list has drawn into a file of its own, and one list has drawn nobody. */
async function threeWeeks(): Promise<ObjectStore> {
  const store = memoryStore();
  for (const [i, asOf] of ['2026-01-05', '2026-01-12', '2026-01-19'].entries()) {
    const draws = drawsOf(['ann', 'bob', `only ${i}`]);
    await store.put(keys.arms(i + 1), draws);
    const ledger = [{ name: 'a', key: keys.arms(i + 1), sha256: 'x', rows: 3, bytes: draws.length }];
    await store.put(keys.listManifest(asOf), JSON.stringify({ state: 'complete', run: asOf, ledger }));
  }
  const nobody = { state: 'complete', run: 'd', ledger: [] };
  await store.put(keys.listManifest('2026-01-26'), JSON.stringify(nobody));
  await store.put(keys.listManifest('2026-02-02'), '{"state":"publishing","run":"e","files":[]}');
  return store;
}

describe('the ledger, before anybody is drawn', () => {
  it('is whole with all files that lists name, one of a run that was killed, and what a desktop left', async () => {
    const store = await threeWeeks();
    await store.put(keys.arms(4), drawsOf(['eve']));
    await store.put(`${keys.ledger}.DS_Store`, 'x');
    await refuseLostDraws(store);
    expect(await lostDraws(store)).toEqual([]);
  });

  it('is whole where a person was erased from a file', async () => {
    const store = await threeWeeks();
    await store.put(keys.arms(2), drawsOf(['bob', 'only 1']));
    await refuseLostDraws(store);
  });

  it.each([[[1]], [[2]], [[3]], [[2, 3]], [[1, 2, 3]]])(
    'is refused without files %j, each named, with what to do',
    async (gone) => {
      const store = await threeWeeks();
      for (const file of gone) await store.delete(keys.arms(file));
      const failed: unknown = await refuseLostDraws(store).catch((error: unknown) => error);
      for (const file of gone) expect(String(failed)).toContain(`memory:${keys.arms(file)}`);
      expect(String(failed)).toMatch(/missing.*Restore it.*If it is lost for good/);
      expect(await lostDraws(store)).toEqual(gone.map(keys.arms));
    },
  );

  it.each([
    ['no bytes', new Uint8Array()],
    ['no rows', drawsOf([])],
    ['another table', drawsOf(['ann'], ['order_id', 'customer_id'])],
    ['a text', new TextEncoder().encode('customer_id,arm\nann,control\n')],
  ])('is refused where a file has become %s', async (_, bytes) => {
    const store = await threeWeeks();
    await store.put(keys.arms(3), bytes);
    await expect(refuseLostDraws(store)).rejects.toThrow(
      /00000003\.parquet was changed: it holds no draws\. .*Restore it/,
    );
    await store.put(keys.arms(3), drawsOf(['ann']));
    await store.put(keys.arms(4), bytes); // of a run that was killed before it published
    await expect(refuseLostDraws(store)).rejects.toThrow(/00000004\.parquet was changed/);
  });
});

describe('a list made again for its date', () => {
  it('rests on the draws of the run before, though it drew nobody itself', async () => {
    const store = await threeWeeks();
    const again = { state: 'complete', run: 'again', ledger: [], ledgerUpTo: 3 };
    await store.put(keys.listManifest('2026-01-19'), JSON.stringify(again));
    await refuseLostDraws(store);
    await store.delete(keys.arms(3));
    await expect(refuseLostDraws(store)).rejects.toThrow(/00000003\.parquet is missing\./);
  });
});
