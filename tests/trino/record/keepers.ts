import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { readObject } from '../../../platform/aws/s3-files.ts';
import { s3Lake } from '../s3-lake.ts';
import type { Chain } from '../start-chain.ts';
import type { Keeper } from './asked.ts';

/** Keeps what the local warehouse gives: tables are written out in its store, a folder for each. */
export function localKeeper(store: ObjectStore, folder: string): Keeper {
  let kept = 0;
  return {
    table: async (warehouse, name) => {
      const columns = (await warehouse.columns(`"${name}"`)).map((column) => column.name);
      const files = await warehouse.unload(`select * from "${name}"`, `kept/${++kept}/`, {
        orderBy: columns,
      });
      return files.map(({ key }) => store.locate(key));
    },
    objects: (keys) => copies(store, keys, join(folder, String(++kept))),
  };
}

/** Keeps what Athena gives: the files that Trino wrote for a table, read from the S3 server as they are. */
export function cloudKeeper(chain: Chain, store: ObjectStore, folder: string): Keeper {
  let kept = 0;
  return {
    table: async (_, name) => {
      const into = join(folder, String(++kept));
      const files = await s3Lake(chain.s3).list(locationOf(chain, name));
      const copied: string[] = [];
      for (const [i, { uri }] of files.entries()) {
        copied.push(write(join(into, `${i}.parquet`), await readObject(chain.s3, uri)));
      }
      return copied;
    },
    objects: (keys) => copies(store, keys, join(folder, String(++kept))),
  };
}

/** Where a table of the one session that is open lies. */
function locationOf({ endpoint: { catalogue } }: Chain, name: string): string {
  const known = catalogue
    .names()
    .map((full) => full.split('.'))
    .find(([, table]) => table === name.toLowerCase());
  const [database = '', table = ''] = known ?? [];
  return catalogue.get({ database, table }).table.location;
}

/** Folders `column=value/` of the keys stay, for their values to be read. */
async function copies(store: ObjectStore, keys: readonly string[], into: string): Promise<string[]> {
  const written: string[] = [];
  for (const [i, key] of keys.entries()) {
    const folders = key.split('/').filter((part) => part.includes('='));
    written.push(write(join(into, ...folders, `${i}.parquet`), (await store.get(key)) ?? new Uint8Array()));
  }
  return written;
}

function write(path: string, bytes: Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
