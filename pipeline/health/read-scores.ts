import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { openParquet, type ParquetFile, readColumns } from '../tables/parquet-columns.ts';

/** Scores of the customers who can still leave. */
export interface ActiveScores {
  readonly churn: Float64Array;
  /** Over the observed days. */
  readonly value: Float64Array;
}

/** Reads the scores under a prefix, in the order of the files. */
export async function readScores(store: ObjectStore, prefix: string): Promise<ActiveScores> {
  const { churn, clv_observed: value } = await readNumbers(store, prefix, ['churn', 'clv_observed']);
  const leaving = (values: Float64Array) => values.filter((_, row) => !Number.isNaN(churn[row]!));
  return { churn: leaving(churn), value: leaving(value) };
}

/** Columns of numbers of the Parquet files under a prefix, in the order of the files; NaN where there is none. */
export async function readNumbers<Name extends string>(
  store: ObjectStore,
  prefix: string,
  columns: readonly Name[],
): Promise<Record<Name, Float64Array>> {
  const found = await store.list(prefix);
  const files: ParquetFile[] = [];
  for (const { key, size } of found.filter((object) => object.key.endsWith('.parquet'))) {
    files.push(await openParquet(store, key, size));
  }
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const numbers = Object.fromEntries(
    columns.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]),
  ) as Record<Name, Float64Array>;
  let first = 0;
  for (const file of files) {
    await readColumns(file, columns, (name, values, from) => {
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (typeof value === 'number') numbers[name as Name][first + from + i] = value;
      }
    });
    first += file.rows;
  }
  return numbers;
}
