import { describe, expect, it } from 'vitest';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { readListedFile, readListManifest } from '../../../pipeline/targeting/list-manifest.ts';
import { publishLists } from '../../../pipeline/targeting/publish-lists.ts';
import { stagedKey, stagedManifest, stageLists } from '../../../pipeline/targeting/stage-lists.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { candidate, draw, selection, targeting, unseen } from './fixtures.ts';

const asOf = '2026-01-01';

/** Stages a list of so many customers under a run. */
async function stage(store: ObjectStore, run: string, customers: number, holdout = 0.2) {
  const people = Array.from({ length: customers }, (_, i) =>
    candidate({ customer_id: `${run}-${i}`, clv_if_kept: 100 + i }),
  );
  const over = { listSize: 500, holdout: { share: holdout } };
  const { lists, drawn } = await draw(selection(people), over, { store, asOf, run });
  const { csv } = targeting();
  return stageLists(store, unseen(lists), drawn.selection, {
    asOf,
    run,
    csv,
    escalations: null,
    deliver: [],
    ranking: [],
    profitBySize: [],
    assumptions: {},
  });
}

/** Every object of a store by key. */
async function contentOf(store: ObjectStore): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const { key } of await store.list(''))
    content[key] = new TextDecoder().decode((await store.get(key))!);
  return content;
}

async function copyOf(store: ObjectStore): Promise<ObjectStore> {
  const copy = memoryStore();
  for (const { key } of await store.list('')) await copy.put(key, (await store.get(key))!);
  return copy;
}

/** What a reader who goes by the manifest sees: the run whose whole list it is, or null. Throws on half a list. */
async function read(store: ObjectStore): Promise<string | null> {
  const manifest = await readListManifest(store, asOf);
  if (manifest === null) return null;
  for (const file of manifest.files) await readListedFile(store, file);
  return manifest.run;
}

class Killed extends Error {}

/** A store that dies at its nth write, before or after the write is done. */
function dyingStore(store: ObjectStore, nth: number, after: boolean): ObjectStore {
  let writes = 0;
  return {
    ...store,
    put: async (...args) => {
      writes++;
      if (writes === nth && !after) throw new Killed();
      const done = await store.put(...args);
      if (writes === nth && after) throw new Killed();
      return done;
    },
  };
}

describe('publishing', () => {
  it('puts the files under the date, the manifest last, and the ledger beside', async () => {
    const store = folderStore(scratchFolder());
    const manifest = await stage(store, 'one', 10);
    await publishLists(store, 'one', asOf);
    expect(await read(store)).toBe('one');
    expect(manifest.files.map(({ name }) => name)).toContain('at-risk.csv');
    expect(manifest.ledger.map(({ key, rows }) => [key, rows])).toEqual([[keys.arms(1), 10]]);
    expect(manifest.ledgerUpTo).toBe(1);
    await readListedFile(store, manifest.ledger[0]!);
  });

  it('again changes nothing', async () => {
    const store = folderStore(scratchFolder());
    await stage(store, 'one', 10);
    await publishLists(store, 'one', asOf);
    const before = await contentOf(store);
    await publishLists(store, 'one', asOf);
    expect(await contentOf(store)).toEqual(before);
  });

  it('killed at any write and started again, ends with the same bytes; a reader never sees half a list', async () => {
    const whole = memoryStore();
    for (const run of ['old', 'new']) {
      await stage(whole, run, run === 'old' ? 12 : 8);
      await publishLists(whole, run, asOf);
    }
    const expected = await contentOf(whole);
    const staged = memoryStore();
    await stage(staged, 'old', 12);
    await publishLists(staged, 'old', asOf);
    await stage(staged, 'new', 8);
    let kills = 0;
    for (let nth = 1; nth < 40; nth++) {
      for (const after of [false, true]) {
        const store = await copyOf(staged);
        const ended = await publishLists(dyingStore(store, nth, after), 'new', asOf).then(
          () => 'whole',
          (error) => (error instanceof Killed ? 'killed' : Promise.reject(error)),
        );
        if (ended === 'whole') continue;
        kills++;
        expect(['old', 'new', null]).toContain(await read(store));
        await publishLists(store, 'new', asOf);
        expect(await contentOf(store)).toEqual(expected);
      }
    }
    expect(kills).toBeGreaterThan(20);
  });

  it('of two runs at once ends with one whole list, and the loser says so', async () => {
    const store = folderStore(scratchFolder());
    await stage(store, 'one', 10);
    await stage(store, 'two', 14);
    const ended = await Promise.allSettled([
      publishLists(store, 'one', asOf),
      publishLists(store, 'two', asOf),
    ]);
    const winner = await read(store);
    expect(['one', 'two']).toContain(winner);
    const lost = ended.filter((result) => result.status === 'rejected');
    for (const { reason } of lost) expect(String(reason)).toMatch(/Another run publishes|is not the file/);
    expect(lost.length).toBeLessThan(2);
  });

  it('names the run whose lists count where another came in between, with a code of its own', async () => {
    const store = memoryStore();
    await stage(store, 'one', 10);
    await stage(store, 'two', 14);
    let met = false;
    const crossed: ObjectStore = {
      ...store,
      async put(key, body, condition) {
        if (!met && key.endsWith('at-risk.csv')) {
          met = true;
          await publishLists(store, 'two', asOf);
        }
        return store.put(key, body, condition);
      },
    };
    const lost = await publishLists(crossed, 'one', asOf).catch((error) => error);
    expect(lost).toMatchObject({
      exitCode: 5,
      message: expect.stringMatching(/lists of run two count.*Nothing is wrong/),
    });
    expect(await read(store)).toBe('two');
  });

  it('refuses what is not staged, and a staged file that was changed', async () => {
    const store = folderStore(scratchFolder());
    await expect(publishLists(store, 'none', asOf)).rejects.toThrow(/has no lists to publish/);
    await stage(store, 'one', 10);
    await store.put(stagedKey('one', 'at-risk.csv'), 'tampered with');
    await expect(publishLists(store, 'one', asOf)).rejects.toThrow(/not the file that its manifest names/);
    expect(await store.get(stagedKey('one', stagedManifest))).not.toBeNull();
  });
});
