import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { openParquet, readColumns } from './parquet-columns.ts';

/**
 * Columns of numbers of some files, whole and in their order.
 * @param empty what stands where a row has none
 */
export async function readNumbers(
  store: ObjectStore,
  files: readonly { readonly key: string; readonly rows: number }[],
  names: readonly string[],
  empty: number,
): Promise<Map<string, Float64Array>> {
  const count = files.reduce((sum, { rows }) => sum + rows, 0);
  const read = new Map(names.map((name) => [name, new Float64Array(count).fill(empty)]));
  let first = 0;
  for (const { key, rows } of files) {
    const file = await openParquet(store, key);
    await readColumns(file, names, (name, values, row) => {
      const column = read.get(name)!;
      for (let i = 0; i < values.length; i++)
        if (typeof values[i] === 'number') column[first + row + i] = values[i] as number;
    });
    first += rows;
  }
  return read;
}
