import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore, StoredObject } from '../../contracts/ports/object-store.ts';

/** Behind the last of numbered files, in order: one that is missing among them leaves its number free. */
export function nextNumber(files: readonly Pick<StoredObject, 'key'>[], store: ObjectStore): number {
  const last = files.at(-1);
  return last === undefined ? 1 : numberOf(last.key, store) + 1;
}

function numberOf(key: string, store: ObjectStore): number {
  const number = /\/(\d{8})\.parquet$/.exec(key)?.[1];
  if (number !== undefined) return Number(number);
  throw new HoldfastError(
    `${store.locate(key)} is not a file of the ledger, whose files are called 00000001.parquet and so on. Move it elsewhere.`,
  );
}
